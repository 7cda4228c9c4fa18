package twoseal.server.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds the route of a path: words before parameters, the longest part of the site first. */
final class Router {
  /** What the interface's paths begin with. */
  static final String BASE = "/api/v1";

  private final Node root = new Node();
  private final List<Mount> mounts;

  /** What was found; exactly one of the three. */
  sealed interface Found {
    /** A line of the table, and the parts of its path. */
    record Line(Route route, Map<String, String> parts) implements Found {}

    /** A part of the site. */
    record Part(Mount mount) implements Found {}

    /** There is such an address, but it takes other methods. */
    record OtherMethod(Set<String> allowed) implements Found {}
  }

  private static final class Node {
    private final Map<String, Node> words = new HashMap<>();
    private final Map<String, Route> routes = new HashMap<>();
    private Optional<Node> parameter = Optional.empty();
  }

  Router(List<Route> table, List<Mount> mounts) {
    table.forEach(this::add);
    this.mounts =
        mounts.stream()
            .sorted(Comparator.comparingInt((Mount mount) -> mount.prefix().length()).reversed())
            .toList();
  }

  /** Finds; empty where there is nothing. */
  Optional<Found> find(String method, String path, List<String> segments) {
    var base = List.of("api", "v1");
    if (segments.size() >= base.size() && segments.subList(0, base.size()).equals(base)) {
      return inTable(method, segments.subList(base.size(), segments.size()));
    }
    return mounts.stream()
        .filter(mount -> mount.holds(path))
        .findFirst()
        .map(mount ->
            mount.methods().contains(method)
                ? new Found.Part(mount)
                : new Found.OtherMethod(new TreeSet<>(mount.methods())));
  }

  private Optional<Found> inTable(String method, List<String> segments) {
    var node = root;
    var values = new ArrayList<String>();
    for (var segment : segments) {
      var next = Optional.ofNullable(node.words.get(segment));
      if (next.isEmpty() && node.parameter.isPresent() && !segment.isEmpty()) {
        values.add(segment);
        next = node.parameter;
      }
      if (next.isEmpty()) {
        return Optional.empty();
      }
      node = next.get();
    }
    if (node.routes.isEmpty()) {
      return Optional.empty();
    }
    var route = node.routes.get(method);
    return Optional.of(
        route == null
            ? new Found.OtherMethod(new TreeSet<>(node.routes.keySet()))
            : new Found.Line(route, parts(route, values)));
  }

  private void add(Route route) {
    var node = root;
    for (var segment : segments(route)) {
      if (isParameter(segment)) {
        node.parameter = Optional.of(node.parameter.orElseGet(Node::new));
        node = node.parameter.orElseThrow();
      } else {
        node = node.words.computeIfAbsent(segment, _ -> new Node());
      }
    }
    if (node.routes.put(route.method(), route) != null) {
      throw new IllegalArgumentException("two routes " + route.name());
    }
  }

  /** Routes that share a node may name its parameter differently. */
  private static Map<String, String> parts(Route route, List<String> values) {
    var parts = new HashMap<String, String>();
    var at = 0;
    for (var segment : segments(route)) {
      if (isParameter(segment)) {
        parts.put(segment.substring(1, segment.length() - 1), values.get(at++));
      }
    }
    return parts;
  }

  private static List<String> segments(Route route) {
    return List.of(route.path().substring(1).split("/", -1));
  }

  private static boolean isParameter(String segment) {
    return segment.startsWith("{");
  }
}
