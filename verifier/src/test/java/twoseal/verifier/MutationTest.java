package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/**
 * Every single check matters: with any one of them made to hold always, some cheat in the tables is
 * reported otherwise. Each patched verifier runs in a loader of its own.
 */
class MutationTest {
  /** Set to {@code all} to leave out every check in turn, else a sample; see ./check long. */
  private static final boolean IS_ALL = System.getProperty("twoseal.mutants", "").equals("all");

  private static final int SAMPLE = 40;

  /** A case at which a check fails, and what the whole verifier says of it. */
  private record Witnessed(Case one, String said) {}

  @Test
  void noCheckCanBeLeftOut() throws Exception {
    var callSites = new CallSites(Path.of("target/classes"), Path.of("target/test-classes"));
    var failing = failing(callSites);
    assertThat(callSites.sites()).hasSizeGreaterThan(150);
    assertThat(callSites.sites()).map(CallSites.Site::toString).allMatch(failing::containsKey);
    var seed = System.nanoTime();
    var sites = new ArrayList<>(callSites.sites());
    Collections.shuffle(sites, new Random(seed));
    var survivors = new ArrayList<String>();
    sites.parallelStream()
        .limit(IS_ALL ? sites.size() : SAMPLE)
        .map(site -> survives(callSites, site, failing.getOrDefault(site.toString(), List.of())))
        .filter(s -> !s.isEmpty())
        .forEachOrdered(survivors::add);
    assertThat(survivors).as("seed %s", seed).isEmpty();
  }

  /** The cases that make each check fail. */
  private static Map<String, List<Witnessed>> failing(CallSites callSites) throws Exception {
    var loader = callSites.recording();
    var take = loader.loadClass("twoseal.verifier.Hits").getDeclaredMethod("take");
    take.setAccessible(true);
    var failing = new ConcurrentHashMap<String, List<Witnessed>>();
    Cheats.all().parallelStream()
        .forEach(one -> {
          var said = run(loader, one);
          try {
            for (var site : (Iterable<?>) take.invoke(null)) {
              failing
                  .computeIfAbsent((String) site, s -> new CopyOnWriteArrayList<>())
                  .add(new Witnessed(one, said));
            }
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
    return new TreeMap<>(failing);
  }

  /** The check, if it can be left out; empty if some case shows that it cannot. */
  private static String survives(
      CallSites callSites, CallSites.Site site, List<Witnessed> witnessed) {
    var loader = callSites.without(site);
    var shortestFirst =
        Comparator.comparingInt((Witnessed w) -> w.one().inputs().getFirst().length);
    return witnessed.stream()
            .sorted(shortestFirst)
            .anyMatch(w -> !run(loader, w.one()).equals(w.said()))
        ? ""
        : site.toString();
  }

  private static String run(ClassLoader loader, Case one) {
    try {
      var run =
          loader
              .loadClass("twoseal.verifier.Entrance")
              .getDeclaredMethod("run", String.class, byte[][].class);
      run.setAccessible(true);
      return (String) run.invoke(null, one.way().name(), one.inputs().toArray(byte[][]::new));
    } catch (InvocationTargetException e) {
      return String.valueOf(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
