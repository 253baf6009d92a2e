// SPDX-License-Identifier: Apache-2.0
package dev.muster.export;

import dev.muster.json.JsonLinesWriter;
import dev.muster.profile.ProfileId;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A JSON object a line. */
final class JsonRows implements RowWriter {

  private final JsonLinesWriter lines;
  private final @Nullable Object[] members;

  JsonRows(OutputStream out, ExportColumns columns) {
    OutputStream kept = new KeptOpen(out);
    this.lines =
        new JsonLinesWriter(new OutputStreamWriter(kept, StandardCharsets.UTF_8), columns.names());
    this.members = new Object[1 + columns.attributes().size()];
  }

  @Override
  public void row(ProfileId id, @Nullable Object[] values) throws IOException {
    members[0] = id.value();
    System.arraycopy(values, 0, members, 1, values.length);
    lines.line(members);
  }

  @Override
  public void finish() throws IOException {
    lines.close();
  }

  /** A stream that its owner closes. */
  private static final class KeptOpen extends FilterOutputStream {

    KeptOpen(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
