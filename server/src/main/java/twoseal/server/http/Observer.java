package twoseal.server.http;

/** Counts what is answered; called on the thread that answered, so it is quick. */
@FunctionalInterface
public interface Observer {
  /**
   * A request was answered.
   *
   * @param route the route's name, or the part of the site
   * @param tookNs from its first line to its last byte, in nanoseconds; not of event streams
   */
  void answered(String route, int status, long tookNs);
}
