// SPDX-License-Identifier: Apache-2.0
package dev.muster.documents;

import java.nio.file.Path;

/** Opens documents in a process that lacks the flags. */
final class WithoutFlags {

  private WithoutFlags() {}

  public static void main(String[] arguments) throws Exception {
    try {
      ChronicleDocuments.in(Path.of(arguments[0])).create();
      System.out.println("opened");
    } catch (IllegalStateException e) {
      System.out.println(e.getMessage());
    }
  }
}
