package twoseal.server.auth;

/** A sign-in of a demonstration, shown to everybody on the sign-in page. */
public record DemoSignIn(
    String username, String password, String passphrase, String name, String role) {}
