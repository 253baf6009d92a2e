// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.load;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The records of a strict RFC 4180 text, one after the other. A record that breaks the rules of
 * quoting is refused by itself: reading goes on at the line after the one where it began.
 *
 * <p>Confined to one thread.
 */
final class CsvRecords {

  /** Longest record in characters; a quote that is never closed is found after so many. */
  static final int RECORD_LENGTH_MAX = 1 << 20;

  /** How the parser words a refusal; the line counts from where that parser began. */
  private static final Pattern PLACE =
      Pattern.compile("(.*) \\(record starting at line ([0-9]+)\\)", Pattern.DOTALL);

  private static final String TOO_LONG = "The maximum buffer size";

  private final ResumableText text;
  private Iterator<CsvRecord> records;

  /** Lines before the first one that the present parser saw. */
  private long linesBefore;

  /** Line on which the record last asked for begins. */
  private long line;

  CsvRecords(Reader text) {
    this.text = new ResumableText(text);
    this.records = parser();
  }

  private Iterator<CsvRecord> parser() {
    return CsvReader.builder()
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .maxBufferSize(RECORD_LENGTH_MAX)
        .ofCsvRecord(text)
        .iterator();
  }

  /** Line on which the record last asked for begins, counted from 1. */
  long line() {
    return line;
  }

  /**
   * The next record that is not an empty line, or null after the last.
   *
   * @throws MalformedLineException if it breaks the rules of quoting; asking again goes on behind
   */
  @Nullable CsvRecord next() throws IOException, MalformedLineException {
    try {
      if (!records.hasNext()) {
        return null;
      }
      CsvRecord found = records.next();
      line = linesBefore + found.getStartingLineNumber();
      text.forgetBefore(line);
      return found;
    } catch (CsvParseException e) {
      throw refused(e);
    }
  }

  private MalformedLineException refused(CsvParseException e) throws IOException {
    Matcher place = PLACE.matcher(String.valueOf(e.getMessage()));
    if (!place.matches()) {
      throw e;
    }
    line = linesBefore + Long.parseLong(place.group(2));
    text.resumeAt(line + 1);
    linesBefore = line;
    records = parser();
    String reason = place.group(1);
    return new MalformedLineException(
        reason.startsWith(TOO_LONG)
            ? "no end of field within " + RECORD_LENGTH_MAX + " characters"
            : reason.substring(0, 1).toLowerCase(Locale.ROOT) + reason.substring(1));
  }
}
