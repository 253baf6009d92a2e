// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.profile.ProfileId;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Identifiers, one a line. */
final class IdLines implements RowWriter {

  private final Writer out;

  IdLines(OutputStream out, ExportColumns columns) {
    columns.requireIdOnly("a list of identifiers");
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if the identifier does not fit in a line
   */
  @Override
  public void row(ProfileId id, @Nullable Object[] values) throws IOException {
    String text = id.value();
    if (text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0) {
      throw new IllegalArgumentException(
          "an identifier with the end of a line in it cannot be told from two; write CSV or JSON,"
              + " found '"
              + text.replace("\n", "\\n").replace("\r", "\\r")
              + "'");
    }
    out.write(text);
    out.write('\n');
  }

  @Override
  public void finish() throws IOException {
    out.flush();
  }
}
