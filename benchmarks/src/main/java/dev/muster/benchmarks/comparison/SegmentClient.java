// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.comparison;

import java.io.IOException;
import java.io.ObjectInputStream;

/** A {@link SegmentProcess} as seen from outside. Not thread-safe; closing ends the process. */
final class SegmentClient implements AutoCloseable {

  private final JavaProcess process;
  private final ObjectInputStream in;

  /** Starts the process, which begins to load. */
  SegmentClient(SegmentEntrant entrant, Size size, String heap) throws IOException {
    this.process = new JavaProcess(SegmentProcess.class, heap, entrant.name(), size.option());
    this.in = new ObjectInputStream(process.said());
  }

  /** Has it count, and waits. */
  SegmentPass count(SegmentPass.Order order) throws IOException {
    process.tell(order.line());
    try {
      return (SegmentPass) in.readObject();
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("both processes must have the same classes", e);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
