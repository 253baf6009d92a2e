// SPDX-License-Identifier: Apache-2.0
package dev.muster.load.text;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The slow twin: a new parser for the rest of the text at each line where a record may begin. */
final class PlainCsv {

  private static final Pattern LINE_END = Pattern.compile("\r\n|\n|\r");

  private PlainCsv() {}

  static List<String> read(String text) {
    List<Integer> begins = new ArrayList<>();
    begins.add(0);
    Matcher ends = LINE_END.matcher(text);
    while (ends.find()) {
      begins.add(ends.end());
    }
    List<String> found = new ArrayList<>();
    int line = 0;
    while (line < begins.size() && begins.get(line) < text.length()) {
      String rest = text.substring(begins.get(line));
      if (rest.startsWith("\n") || rest.startsWith("\r")) {
        line++;
        continue;
      }
      try {
        List<String> fields = first(rest).getFields();
        found.add(
            (line + 1)
                + " "
                + (fields.size() == 2 ? fields : "expected 2 fields, found " + fields.size()));
        for (String field : fields) {
          line += (int) LINE_END.matcher(field).results().count();
        }
      } catch (CsvParseException e) {
        found.add((line + 1) + " " + reason(String.valueOf(e.getMessage())));
      }
      line++;
    }
    return found;
  }

  private static CsvRecord first(String text) {
    Iterator<CsvRecord> records =
        CsvReader.builder()
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)
            .iterator();
    return records.next();
  }

  private static String reason(String message) {
    Matcher unexpected = Pattern.compile("Unexpected character .*: ('.*').*").matcher(message);
    if (unexpected.find()) {
      return unexpected.group(1).equals("'ü'")
          ? "unexpected character after closing quote: byte 0xc3"
          : "unexpected character after closing quote: " + unexpected.group(1);
    }
    return "a quote is opened and never closed";
  }
}
