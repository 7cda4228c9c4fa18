package twoseal.verifier;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Every place in the verifier's classes where a check is called, and copies of the classes in which
 * one of these checks holds whatever it finds.
 */
final class CallSites {
  private static final String PACKAGE = "twoseal.verifier.";
  private static final Set<String> FUNNELS = Set.of("require", "demand", "need", "same");
  private static final Set<String> OWNERS = Set.of("Checks", "Form");
  private static final ClassDesc HITS = ClassDesc.of(PACKAGE + "Hits");
  private static final ClassDesc REMEMBERED = ClassDesc.of(PACKAGE + "Remembered");
  private static final Set<String> SLOW = Set.of("Ed25519", "Bls12381");
  private static final String CHECKS = PACKAGE + "Checks";
  private static final ClassDesc FAILED = ClassDesc.of("java.lang.IllegalStateException");

  /** A call, as the n-th of its method. */
  record Site(String type, String method, int nth) {
    @Override
    public String toString() {
      return type.substring(PACKAGE.length()) + "." + method + " #" + nth;
    }
  }

  /** What to put before a call, whose arguments lie on the stack. */
  private interface Patch {
    void before(Site site, InvokeInstruction call, CodeBuilder code);
  }

  private final Map<String, byte[]> classes = new HashMap<>();
  private final List<Site> sites = new ArrayList<>();

  /** The classes of the verifier's package in these folders; calls are looked for in the first. */
  CallSites(Path shipped, Path tests) throws IOException {
    read(shipped);
    var names = classes.keySet().stream().sorted().toList();
    read(tests);
    for (var name : names) {
      patch(name, (site, call, code) -> sites.add(site));
    }
  }

  List<Site> sites() {
    return List.copyOf(sites);
  }

  /** The classes as they are, but with every check that does not hold told to {@link Hits}. */
  ClassLoader recording() {
    var patched = new HashMap<>(classes);
    for (var type : sites.stream().map(Site::type).distinct().toList()) {
      patched.put(type, patch(type, CallSites::record));
    }
    return new Loader(patched);
  }

  /**
   * The classes, but with a verifier that throws {@link IllegalStateException} at the first check
   * that fails: a check that failed once stays failed, so what it throws at is refused. Signatures
   * are {@link Remembered}.
   */
  ClassLoader impatient() {
    var patched = new HashMap<>(classes);
    for (var type : List.of(PACKAGE + "Vkey", PACKAGE + "Chain")) {
      patched.put(type, remembering(classes.getOrDefault(type, new byte[0])));
    }
    patched.put(CHECKS, impatient(classes.getOrDefault(CHECKS, new byte[0])));
    return new Loader(patched);
  }

  /** The classes with one check that always holds. */
  ClassLoader without(Site gone) {
    var patched = new HashMap<>(classes);
    Patch patch =
        (site, call, code) -> {
          if (site.equals(gone)) {
            hold(call, code);
          }
        };
    patched.put(gone.type(), patch(gone.type(), patch));
    return new Loader(patched);
  }

  private void read(Path folder) throws IOException {
    try (var files = Files.list(folder.resolve("twoseal/verifier"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        var name = file.getFileName().toString().replace(".class", "");
        classes.put(PACKAGE + name, Files.readAllBytes(file));
      }
    }
  }

  private byte[] patch(String name, Patch patch) {
    var model = ClassFile.of().parse(classes.getOrDefault(name, new byte[0]));
    return ClassFile.of()
        .transformClass(
            model,
            (type, element) -> {
              if (element instanceof MethodModel method && !isFunnel(name, method)) {
                type.transformMethod(method, inMethod(name, method, patch));
              } else {
                type.with(element);
              }
            });
  }

  private static byte[] impatient(byte[] checks) {
    var model = ClassFile.of().parse(checks);
    return ClassFile.of()
        .transformClass(
            model,
            (type, element) -> {
              if (element instanceof MethodModel method
                  && method.methodName().equalsString("fail")) {
                var flags = method.flags().flagsMask();
                type.withMethodBody(
                    method.methodName(), method.methodType(), flags, CallSites::giveUp);
              } else {
                type.with(element);
              }
            });
  }

  /** Calls of the slow functions go to {@link Remembered}. */
  private static byte[] remembering(byte[] type) {
    CodeTransform redirect =
        (code, element) -> {
          if (element instanceof InvokeInstruction call
              && SLOW.contains(call.owner().asSymbol().displayName())) {
            code.invokestatic(REMEMBERED, call.name().stringValue(), call.typeSymbol());
          } else {
            code.with(element);
          }
        };
    var model = ClassFile.of().parse(type);
    return ClassFile.of().transformClass(model, ClassTransform.transformingMethodBodies(redirect));
  }

  private static void giveUp(CodeBuilder code) {
    code.new_(FAILED).dup();
    code.invokespecial(FAILED, "<init>", MethodTypeDesc.ofDescriptor("()V")).athrow();
  }

  private static MethodTransform inMethod(String name, MethodModel method, Patch patch) {
    var seen = new ArrayList<Site>();
    var signature = method.methodName().stringValue() + method.methodType().stringValue();
    return MethodTransform.transformingCode((code, element) -> {
      if (element instanceof InvokeInstruction call && isCheck(call)) {
        var site = new Site(name, signature, seen.size());
        seen.add(site);
        patch.before(site, call, code);
      }
      code.with(element);
    });
  }

  /** The funnel's own methods only pass on. */
  private static boolean isFunnel(String name, MethodModel method) {
    return OWNERS.contains(name.substring(PACKAGE.length()))
        && FUNNELS.contains(method.methodName().stringValue());
  }

  private static boolean isCheck(InvokeInstruction call) {
    return OWNERS.contains(call.owner().asSymbol().displayName())
        && FUNNELS.contains(call.name().stringValue());
  }

  private static boolean isSame(InvokeInstruction call) {
    return call.name().stringValue().equals("same");
  }

  /** found, expected -> found, found; or condition, zh, en, findings -> true, zh, en, findings. */
  private static void hold(InvokeInstruction call, CodeBuilder code) {
    if (isSame(call)) {
      code.pop().dup();
      return;
    }
    var texts = put(code, 3);
    code.pop().iconst_1();
    take(code, texts);
  }

  /** Tells the condition, or both values, and leaves all as it was. */
  private static void record(Site site, InvokeInstruction call, CodeBuilder code) {
    if (isSame(call)) {
      code.dup2().ldc(site.toString());
      code.invokestatic(
          HITS,
          "same",
          MethodTypeDesc.ofDescriptor("(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/String;)V"));
      return;
    }
    var texts = put(code, 3);
    code.dup().ldc(site.toString());
    code.invokestatic(HITS, "condition", MethodTypeDesc.ofDescriptor("(ZLjava/lang/String;)V"));
    take(code, texts);
  }

  private static List<Integer> put(CodeBuilder code, int count) {
    var slots = new ArrayList<Integer>();
    for (int i = 0; i < count; i++) {
      slots.add(code.allocateLocal(TypeKind.REFERENCE));
      code.astore(slots.getLast());
    }
    return slots;
  }

  private static void take(CodeBuilder code, List<Integer> slots) {
    slots.reversed().forEach(code::aload);
  }

  /** Defines the verifier's classes itself; all others are its parent's. */
  private static final class Loader extends ClassLoader {
    private final Map<String, byte[]> classes;

    Loader(Map<String, byte[]> classes) {
      super(CallSites.class.getClassLoader());
      this.classes = classes;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      var bytes = classes.get(name);
      if (bytes == null) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        var loaded = findLoadedClass(name);
        return loaded != null ? loaded : defineClass(name, bytes, 0, bytes.length);
      }
    }
  }
}
