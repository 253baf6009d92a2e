// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where and when something was measured.
 *
 * @param date of the run
 * @param commit what was measured
 * @param processor its model, as the system tells
 * @param cores that the JVM may use
 * @param memory of the machine
 * @param system its name
 * @param jvm its name and version
 * @param load average load of the last minute, before anything was started
 */
public record Machine(
    LocalDate date,
    String commit,
    String processor,
    int cores,
    String memory,
    String system,
    String jvm,
    double load) {

  private static final String UNKNOWN = "unknown";

  /** This one; {@code commit} is asked of git if it is null. */
  public static Machine now(@Nullable String commit) {
    return new Machine(
        LocalDate.now(),
        commit == null ? currentCommit() : commit,
        value("/proc/cpuinfo", "model name"),
        Runtime.getRuntime().availableProcessors(),
        totalMemory(),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        System.getProperty("java.vm.name") + " " + System.getProperty("java.runtime.version"),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  /** A sentence of all but date and JVM, which tells what else a reader has to know of a run. */
  public String conditions() {
    return String.format(
        Locale.ROOT,
        "Commit %s. %s, %d cores, %s, %s; load average %.2f before the start.",
        commit,
        processor,
        cores,
        memory,
        system,
        load);
  }

  private static String totalMemory() {
    String kibibytes = value("/proc/meminfo", "MemTotal").replaceAll("\\D", "");
    return kibibytes.isEmpty()
        ? UNKNOWN
        : String.format(Locale.ROOT, "%.1f GiB", Long.parseLong(kibibytes) / 1048576.0);
  }

  /** What follows the colon of the first line that begins so. */
  private static String value(String file, String key) {
    try {
      return Files.readAllLines(Path.of(file)).stream()
          .filter(line -> line.startsWith(key))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(UNKNOWN);
    } catch (IOException e) {
      // Not every system has it, and no figure depends on it.
      return UNKNOWN;
    }
  }

  private static String currentCommit() {
    try {
      Process git = new ProcessBuilder("git", "describe", "--always", "--dirty").start();
      String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return said.isEmpty() ? UNKNOWN : said;
    } catch (IOException e) {
      // A report from a copied jar has no repository; --commit tells.
      return UNKNOWN;
    }
  }
}
