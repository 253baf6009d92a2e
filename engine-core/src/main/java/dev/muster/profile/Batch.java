// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Operations that take effect together, in order: a reader sees all of them or none.
 *
 * <p>A batch may name its producer and its place in that producer's stream. The engine then takes
 * each (producer, sequence) once, so that a producer that is unsure may send a batch again.
 * Immutable.
 */
public final class Batch {

  /** Most operations in one batch: an epoch must stay short for its readers. */
  public static final int OPERATIONS_MAX = 65_536;

  private final List<Operation> operations;
  private final @Nullable String producer;
  private final long sequence;

  private Batch(List<? extends Operation> operations, @Nullable String producer, long sequence) {
    this.operations = List.copyOf(operations);
    this.producer = producer;
    this.sequence = sequence;
  }

  /** A batch of these operations. */
  public static Batch of(List<? extends Operation> operations) {
    return new Batch(operations, null, 0);
  }

  /** A batch of these operations. */
  public static Batch of(Operation... operations) {
    return new Batch(List.of(operations), null, 0);
  }

  /**
   * The same batch as number {@code sequenceInStream} of {@code producerName}. A producer counts
   * upwards; a batch whose number is not above the last one taken is a duplicate.
   *
   * @param producerName 1 to 255 characters
   * @param sequenceInStream not negative
   */
  public Batch from(String producerName, long sequenceInStream) {
    Objects.requireNonNull(producerName, "producerName");
    if (producerName.isEmpty() || producerName.length() > 255 || sequenceInStream < 0) {
      throw new IllegalArgumentException(
          "a producer must have 1 to 255 characters and its sequence must not be negative,"
              + " producer='"
              + producerName
              + "' sequence="
              + sequenceInStream);
    }
    return new Batch(operations, producerName, sequenceInStream);
  }

  /** The operations, in order. */
  public List<Operation> operations() {
    return operations;
  }

  /** Who sent it, or null. */
  public @Nullable String producer() {
    return producer;
  }

  /** Its place in the producer's stream; 0 without a producer. */
  public long sequence() {
    return sequence;
  }

  @Override
  public String toString() {
    return operations.size()
        + " operations"
        + (producer == null ? "" : " from " + producer + " #" + sequence);
  }
}
