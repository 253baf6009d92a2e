// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.examples.pages.Page.Block;
import dev.muster.examples.shop.ShopSchema;
import dev.muster.predicate.Predicate;
import dev.muster.text.PredicateText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Segments that the documents show are read, with the schema of the shop: blocks marked {@code
 * muster}, one segment between two blank lines, and what is set as code in the last column of a
 * table that has {@code Muster} at its head.
 */
class SegmentsTest {

  private static final Pattern TABLE =
      Pattern.compile("(?m)^\\|(?:.*\\|)? Muster \\|\n.*\n((?:\\|.*\n)+)");
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  @Test
  void segments_areReadAndSurvivePrinting() {
    int found = 0;
    for (Page page : Page.all()) {
      for (String segment : segments(page)) {
        Predicate predicate = read(page, segment);
        assertThat(PredicateText.parse(PredicateText.print(predicate), ShopSchema.SCHEMA))
            .as(segment)
            .isEqualTo(predicate);
        found++;
      }
    }

    assertThat(found).isGreaterThan(20);
  }

  private static Predicate read(Page page, String segment) {
    try {
      return PredicateText.parse(segment, ShopSchema.SCHEMA);
    } catch (RuntimeException e) {
      throw new AssertionError(page + ": " + segment, e);
    }
  }

  private static List<String> segments(Page page) {
    List<String> segments = new ArrayList<>();
    for (Block block : page.blocks()) {
      if (block.language().equals("muster")) {
        segments.addAll(List.of(block.content().strip().split("\n\n")));
      }
    }
    Matcher table = TABLE.matcher(page.prose());
    while (table.find()) {
      for (String row : table.group(1).lines().toList()) {
        String last = row.replaceFirst("\\| *$", "");
        Matcher code = CODE.matcher(last.substring(last.lastIndexOf('|') + 1));
        while (code.find()) {
          segments.add(code.group(1));
        }
      }
    }
    return segments;
  }
}
