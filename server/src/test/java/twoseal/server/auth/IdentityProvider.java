package twoseal.server.auth;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A real identity provider (the package oidc-provider) on this machine, and somebody who signs in
 * there.
 */
final class IdentityProvider implements AutoCloseable {
  static final String CLIENT = "twoseal";
  static final String SECRET = "a-secret-of-the-test";

  private static final File FOLDER = new File("src/test/oidc");
  private static final Pattern ACTION = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");
  private static final Pattern PROMPT = Pattern.compile("name=\"prompt\" value=\"([a-z]+)\"");
  private static final int STEPS_MAX = 20;

  private final Process process;
  private final BufferedReader lines;
  private final URI issuer;

  IdentityProvider(String redirectUri) throws IOException, InterruptedException {
    if (!Files.isDirectory(Path.of(FOLDER.getPath(), "node_modules"))) {
      install();
    }
    this.process =
        new ProcessBuilder("node", "provider.mjs", redirectUri)
            .directory(FOLDER)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    // Stays open: the provider would not outlive its standard output.
    this.lines = process.inputReader(StandardCharsets.UTF_8);
    var line = lines.readLine();
    while (line != null && !line.startsWith("http://")) {
      line = lines.readLine();
    }
    if (line == null) {
      throw new IOException("the identity provider did not start");
    }
    this.issuer = URI.create(line);
  }

  private static void install() throws IOException, InterruptedException {
    // Standard input and output are the test runner's own channel: npm has neither.
    var npm =
        new ProcessBuilder(List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"))
            .directory(FOLDER)
            .redirectErrorStream(true)
            .start();
    npm.getOutputStream().close();
    var said = new String(npm.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (npm.waitFor() != 0) {
      throw new IOException("npm ci failed in server/src/test/oidc: " + said);
    }
  }

  URI issuer() {
    return issuer;
  }

  /** Signs somebody in who was sent here, and gives where they are led back to. */
  URI signIn(URI begun, String name) throws IOException, InterruptedException {
    var client =
        HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    var at = begun;
    var request = HttpRequest.newBuilder(at).build();
    for (var step = 0; step < STEPS_MAX; step++) {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      var location = answer.headers().firstValue("Location");
      if (location.isPresent()) {
        at = at.resolve(location.get());
        if (!at.getAuthority().equals(issuer.getAuthority())) {
          return at;
        }
        request = HttpRequest.newBuilder(at).build();
      } else {
        at = at.resolve(found(ACTION, answer.body()));
        var form =
            "prompt=" + found(PROMPT, answer.body()) + "&login=" + encoded(name) + "&password=x";
        request =
            HttpRequest.newBuilder(at)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
      }
    }
    throw new IOException("the identity provider leads nowhere: " + at);
  }

  private static String found(Pattern pattern, String page) throws IOException {
    var matcher = pattern.matcher(page);
    if (!matcher.find()) {
      throw new IOException("no " + pattern + " in " + page);
    }
    return matcher.group(1);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    lines.close();
  }
}
