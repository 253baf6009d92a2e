// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A {@link SegmentProcess} as seen from outside. Not thread-safe; closing ends the process. */
final class SegmentClient implements AutoCloseable {

  private final SegmentEntrant entrant;
  private final Process process;
  private final ObjectInputStream in;
  private final PrintStream out;

  /** Starts the process, which begins to load. */
  SegmentClient(SegmentEntrant entrant, Size size, String heap) throws IOException {
    this.entrant = entrant;
    this.process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-cp",
                System.getProperty("java.class.path"),
                SegmentProcess.class.getName(),
                entrant.name(),
                size.option())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    this.in = new ObjectInputStream(process.getInputStream());
    this.out = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
  }

  SegmentEntrant entrant() {
    return entrant;
  }

  /** Has it count, and waits. */
  SegmentPass count(SegmentPass.Order order) throws IOException {
    out.println(order.line());
    try {
      return (SegmentPass) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("both processes must have the same classes", e);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.destroy();
    }
  }
}
