// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.demo;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * What {@code --events} says: how many events to make up, or the file to take them from.
 *
 * @param count how many, if there is no file
 * @param file where, or null
 */
record EventsArgument(long count, @Nullable Path file) {

  private static final Pattern COUNT = Pattern.compile("[0-9][0-9_]{0,14}");

  /** A number, underscores allowed, is a count; everything else is a file. */
  static EventsArgument parse(String text) {
    if (COUNT.matcher(text).matches()) {
      return new EventsArgument(Long.parseLong(text.replace("_", "")), null);
    }
    try {
      return new EventsArgument(0, Path.of(text));
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("'" + text + "' is neither a number nor a file");
    }
  }

  /** Lets an option have such an argument. */
  static final class Converter implements ITypeConverter<EventsArgument> {
    @Override
    public EventsArgument convert(String text) {
      try {
        return parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(String.valueOf(e.getMessage()));
      }
    }
  }
}
