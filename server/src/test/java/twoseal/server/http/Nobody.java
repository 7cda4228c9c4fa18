package twoseal.server.http;

import java.util.Optional;

/** Nobody is ever signed in; for tests of what is public. */
public final class Nobody implements Doorkeeper {
  @Override
  public Optional<Caller> caller(Call call) {
    return Optional.empty();
  }

  @Override
  public void admit(Route route, Call call, Caller caller) {
    throw new IllegalStateException("nobody is signed in");
  }
}
