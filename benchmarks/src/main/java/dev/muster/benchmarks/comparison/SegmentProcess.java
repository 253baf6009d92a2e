// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One contestant of a {@link ChangedSegmentsRun} in a process of its own. Arguments: entrant, size.
 * Loads; then takes a {@link SegmentPass.Order} a line from standard input and writes each {@link
 * SegmentPass} to standard output, as an object.
 */
final class SegmentProcess {

  private SegmentProcess() {}

  /** Runs it; see the class. */
  public static void main(String[] args) throws IOException {
    // Nothing that a library prints may come between the objects.
    System.setOut(System.err);
    try (ObjectOutputStream out =
        new ObjectOutputStream(new FileOutputStream(FileDescriptor.out))) {
      // Whoever reads waits for the head of the stream.
      out.flush();
      try (SegmentContestant contestant =
          SegmentEntrant.valueOf(args[0]).open(Size.of(args[1]).workload())) {
        serve(contestant, out);
      }
    }
  }

  private static void serve(SegmentContestant contestant, ObjectOutputStream out)
      throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.writeObject(SegmentPass.of(contestant, SegmentPass.Order.of(line)));
      out.flush();
    }
  }
}
