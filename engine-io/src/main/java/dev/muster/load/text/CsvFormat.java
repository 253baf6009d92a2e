// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import de.siegmar.fastcsv.reader.CsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.Iterator;
import java.util.List;

/** The two characters that CSV files differ in. */
record CsvFormat(char separator, char quote) {

  CsvFormat {
    if (separator == quote) {
      throw new IllegalArgumentException(
          "separator and quote must be different characters, both are '" + quote + "'");
    }
  }

  static char checked(String what, char character) {
    if (character > 126 || character == '\n' || character == '\r' || character == 0) {
      throw new IllegalArgumentException(
          what + " must be an ASCII character that ends no line, " + what + "=" + (int) character);
    }
    return character;
  }

  RecordCutter cutter() {
    return new CsvCutter(separator, quote);
  }

  /** A parser of whole records, which has nothing left to refuse. */
  <T> CsvReader<T> reader(CsvCallbackHandler<T> handler, String text) {
    return settings().build(handler, text);
  }

  /** The fields of the one record in {@code text}; none if it is an empty line. */
  List<String> fields(String text) {
    Iterator<CsvRecord> records = settings().ofCsvRecord(text).iterator();
    return records.hasNext() ? records.next().getFields() : List.of();
  }

  private CsvReader.CsvReaderBuilder settings() {
    return CsvReader.builder()
        .fieldSeparator(separator)
        .quoteCharacter(quote)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false);
  }
}
