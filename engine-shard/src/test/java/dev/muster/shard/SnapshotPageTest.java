// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.shard.block.Damage;
import dev.muster.shard.column.ColumnChunk;
import dev.muster.shard.column.ColumnIndexing;
import dev.muster.shard.dictionary.SetDictionary;
import dev.muster.shard.event.EventSeries;
import dev.muster.shard.event.RunCodec;
import dev.muster.shard.event.TailCodec;
import dev.muster.shard.scan.RowMask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The examples of what a shard holds in docs/formats/snapshot.md, byte for byte. */
class SnapshotPageTest {

  private static final Path PAGE = Path.of("..", "docs", "formats", "snapshot.md");
  private static final String SECTION = "\n## Columns, runs, tails, dictionaries, identifiers\n";
  private static final Pattern HEX = Pattern.compile("```hex\n([0-9a-f \n]+)```");

  @Test
  void examples_areWhatIsWritten() throws IOException {
    EventSeries sealed = series(2);
    EventSeries open = series(3);
    ColumnChunk column = new ColumnChunk(ColumnIndexing.NONE);
    column.set(1, 1, 1_000, true);
    column.set(1, 64, 1_300, true);
    SetDictionary sets = new SetDictionary();
    sets.assign(Set.of("ł", "a"));
    sets.assign(Set.of());
    long[] rows = RowMask.create();
    Arrays.fill(rows, -1L);

    assertThat(examples())
        .containsExactly(
            hex(out -> RunCodec.write(sealed.view(1).runs().get(0), out)),
            hex(out -> TailCodec.write(open.view(1), out)),
            hex(out -> column.write(1, rows, RowMask.create(), new long[RowMask.ROWS], out)),
            hex(out -> sets.write(2, out)));
  }

  private static EventSeries series(int sealEvents) {
    EventSeries series = new EventSeries(sealEvents);
    series.append(1, 0, 3, 86_400_000L, 0b001, new long[] {20}, 0);
    series.append(1, 0, 258, 86_400_002L, 0b101, new long[] {22, -1}, 0);
    return series;
  }

  private static List<String> examples() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(SECTION) + SECTION.length();
    int end = page.indexOf("\n## ", begin);
    Matcher matcher = HEX.matcher(page.substring(begin, end < 0 ? page.length() : end));
    List<String> examples = new ArrayList<>();
    while (matcher.find()) {
      examples.add(matcher.group(1).strip().replaceAll("\\s+", " "));
    }
    return examples;
  }

  private static String hex(Damage.Writer writer) throws IOException {
    return HexFormat.ofDelimiter(" ").formatHex(Damage.image(writer));
  }
}
