// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of named values, which can be printed in any format. Filled by one thread. */
public final class Answer {

  /** What the values of a column are, and thereby how people like to read them. */
  public enum Kind {
    /** A name, or a value of the engine. */
    TEXT,
    /** A whole number of things. */
    COUNT,
    /** A part of a whole, in [0, 1]. */
    SHARE,
    /** A time in milliseconds. */
    MILLIS,
    /** Any other number. */
    NUMBER
  }

  /** One column. */
  public record Column(String name, Kind kind) {}

  private final String name;
  private final List<Column> columns = new ArrayList<>();
  private final List<List<@Nullable Object>> rows = new ArrayList<>();

  /**
   * Nothing yet.
   *
   * @param name tells it from others that are printed with it
   */
  public Answer(String name) {
    this.name = name;
  }

  /** Adds columns of names or values. */
  public Answer text(String... names) {
    return add(Kind.TEXT, names);
  }

  /** Adds columns of whole numbers. */
  public Answer count(String... names) {
    return add(Kind.COUNT, names);
  }

  /** Adds columns of parts. */
  public Answer share(String... names) {
    return add(Kind.SHARE, names);
  }

  /** Adds columns of times. */
  public Answer millis(String... names) {
    return add(Kind.MILLIS, names);
  }

  /** Adds columns of other numbers. */
  public Answer number(String... names) {
    return add(Kind.NUMBER, names);
  }

  private Answer add(Kind kind, String... names) {
    Arrays.stream(names).forEach(column -> columns.add(new Column(column, kind)));
    return this;
  }

  /** Adds a row with a value for each column; null where there is none. */
  public Answer row(@Nullable Object... values) {
    if (values.length != columns.size()) {
      throw new IllegalArgumentException(
          "a row has one value for each column, columns="
              + columns.size()
              + " values="
              + values.length);
    }
    rows.add(Arrays.asList(values.clone()));
    return this;
  }

  /** A part of a whole, or null of nothing. */
  public static @Nullable Double part(long part, long whole) {
    return whole == 0 ? null : (double) part / whole;
  }

  /** What tells it from others. */
  public String name() {
    return name;
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /** The rows in order. */
  public List<List<@Nullable Object>> rows() {
    return rows;
  }
}
