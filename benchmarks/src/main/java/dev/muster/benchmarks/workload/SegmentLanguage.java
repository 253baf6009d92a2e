// SPDX-License-Identifier: Apache-2.0
package dev.muster.benchmarks.workload;

import java.util.List;

/**
 * A language that segments of the {@link Workload} can be said in, so that every engine is asked
 * the same. Windows end at {@link Workload#END}.
 *
 * @param <T> what is said
 */
public interface SegmentLanguage<T> {

  /** The attribute, one of texts, booleans or sets, is or has {@code value}. */
  T has(String attribute, String value);

  /** The age is one of these, both included. */
  T ages(int from, int to);

  /** The lifetime value is more than {@code bound}. */
  T ltvAbove(int bound);

  /** An event from {@code fromDays} ago, included, to {@code toDays} ago. */
  T did(String type, int fromDays, int toDays);

  /** At least so many events in the last {@code days}. */
  T didOften(String type, int times, int days);

  /** A purchase of a category for more than {@code amount} in the last {@code days}. */
  T bought(String category, int amount, int days);

  /** Purchases in the last {@code days} that cost more than {@code amount} together. */
  T spent(int amount, int days);

  /** The first event ever was in the last {@code days}. */
  T first(String type, int days);

  /** One event and then another at most {@code days} later. */
  T followed(String first, String second, int days);

  /** All of {@code wanted} and none of {@code unwanted}. */
  T all(List<T> wanted, List<T> unwanted);

  /** Any of {@code operands}. */
  T any(List<T> operands);
}
