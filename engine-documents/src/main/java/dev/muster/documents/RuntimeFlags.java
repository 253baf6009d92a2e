// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import java.util.ArrayList;
import java.util.List;

/** The flags that Chronicle Map fails without, and with a stack trace that names none of them. */
final class RuntimeFlags {

  private RuntimeFlags() {}

  /**
   * Makes sure that Chronicle Map can run here, and that it calls nobody.
   *
   * @throws IllegalStateException if flags are missing; names them
   */
  static void requireAll() {
    // The jar that does it is left out; a host's own dependencies may bring it back.
    if (System.getProperty("chronicle.analytics.disable") == null) {
      System.setProperty("chronicle.analytics.disable", "true");
    }
    List<String> missing = missing();
    if (!missing.isEmpty()) {
      throw new IllegalStateException(
          "documents in mapped files need the JVM flags " + String.join(" ", missing));
    }
  }

  /** What the process should have been started with, and was not. */
  static List<String> missing() {
    Module base = Object.class.getModule();
    // Chronicle's jars are on the class path, as this one is.
    Module user = RuntimeFlags.class.getModule();
    List<String> missing = new ArrayList<>();
    for (String name : List.of("java.lang", "java.lang.reflect")) {
      if (!base.isOpen(name, user)) {
        missing.add("--add-opens=java.base/" + name + "=ALL-UNNAMED");
      }
    }
    for (String name : List.of("sun.nio.ch", "jdk.internal.ref")) {
      if (!base.isExported(name, user)) {
        missing.add("--add-exports=java.base/" + name + "=ALL-UNNAMED");
      }
    }
    String compiler = "com.sun.tools.javac.file";
    boolean compiles =
        ModuleLayer.boot()
            .findModule("jdk.compiler")
            .map(module -> module.isExported(compiler, user))
            .orElse(false);
    if (!compiles) {
      missing.add("--add-exports=jdk.compiler/" + compiler + "=ALL-UNNAMED (and a JDK)");
    }
    return missing;
  }
}
