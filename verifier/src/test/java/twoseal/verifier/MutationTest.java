package twoseal.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/**
 * Every single check matters: with any one of them made to hold always, some cheat in the tables is
 * reported otherwise. Each patched verifier runs in a loader of its own.
 */
class MutationTest {
  /** A case at which a check fails, and what the whole verifier says of it. */
  private record Witnessed(Case one, String said) {}

  @Test
  void noCheckCanBeLeftOut() throws Exception {
    var callSites = new CallSites(Path.of("target/classes"), Path.of("target/test-classes"));
    var failing = failing(callSites);
    var survivors = new ArrayList<String>();
    callSites.sites().parallelStream()
        .map(site -> survives(callSites, site, failing.getOrDefault(site.toString(), List.of())))
        .filter(s -> !s.isEmpty())
        .forEachOrdered(survivors::add);
    assertThat(callSites.sites()).hasSizeGreaterThan(150);
    assertThat(survivors).isEmpty();
  }

  /** The cases that make each check fail. */
  private static Map<String, List<Witnessed>> failing(CallSites callSites) throws Exception {
    var loader = callSites.recording();
    var take = loader.loadClass("twoseal.verifier.Hits").getDeclaredMethod("take");
    take.setAccessible(true);
    var failing = new ConcurrentHashMap<String, List<Witnessed>>();
    Cheats.all().parallelStream()
        .forEach(
            one -> {
              var said = run(loader, one);
              try {
                for (var site : (Iterable<?>) take.invoke(null)) {
                  failing
                      .computeIfAbsent((String) site, s -> new java.util.concurrent.CopyOnWriteArrayList<>())
                      .add(new Witnessed(one, said));
                }
              } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
              }
            });
    return new TreeMap<>(failing);
  }

  /** Why a check can be left out; empty if some case shows that it cannot. */
  private static String survives(
      CallSites callSites, CallSites.Site site, List<Witnessed> witnessed) {
    if (witnessed.isEmpty()) {
      return site + ": no case makes it fail";
    }
    var loader = callSites.without(site);
    return witnessed.stream().anyMatch(w -> !run(loader, w.one()).equals(w.said()))
        ? ""
        : site + ": nothing changes without it";
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
