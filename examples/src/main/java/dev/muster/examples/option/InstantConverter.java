// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.load.mapping.TimeFormat;
import dev.muster.value.ValueRules;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a date or an instant, in the forms that events have without a pattern. */
public final class InstantConverter implements ITypeConverter<Instant> {
  @Override
  public Instant convert(String text) {
    try {
      return ValueRules.instant(TimeFormat.ISO.instant(text));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw new TypeConversionException(
          "'" + text + "' is neither a date nor a date-time with an offset");
    }
  }
}
