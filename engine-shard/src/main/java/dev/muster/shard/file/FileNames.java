// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.file;

/** The rule for names of files, which keeps them inside their directory and alike everywhere. */
final class FileNames {

  private static final int LENGTH_MAX = 100;

  private FileNames() {}

  /** Returns {@code name} if it is valid. */
  static String check(String name) {
    if (!isValid(name)) {
      throw new IllegalArgumentException(
          "a file name must have 1 to 100 characters of a-z 0-9 . - and start with a letter or a"
              + " digit, name="
              + name);
    }
    return name;
  }

  static boolean isValid(String name) {
    if (name.isEmpty() || name.length() > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
      if (!word && (i == 0 || (c != '.' && c != '-'))) {
        return false;
      }
    }
    return true;
  }
}
