// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.analysis.Breakdown;
import dev.muster.analysis.Buckets;
import dev.muster.analysis.CalendarBuckets;
import dev.muster.analysis.CrossTabulation;
import dev.muster.analysis.Distribution;
import dev.muster.analysis.Funnel;
import dev.muster.analysis.Overlap;
import dev.muster.analysis.Retention;
import dev.muster.predicate.EventFilter;
import dev.muster.predicate.Predicate;
import dev.muster.predicate.SequenceStep;
import dev.muster.predicate.ValueTest;
import dev.muster.predicate.Window;
import dev.muster.profile.Batch;
import dev.muster.profile.ProfileDocument;
import dev.muster.profile.ProfileId;
import dev.muster.query.plan.SegmentCatalog;
import dev.muster.schema.EventType;
import dev.muster.schema.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The table of limits in {@code docs/reference.md} says what the code holds to. What is refused
 * beyond each of them is tested beside the type that refuses it.
 */
class LimitsPageTest {

  private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\|$");

  @Test
  void table_hasTheLimitsOfTheCode() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference.md"));
    Matcher row = ROW.matcher(page.substring(page.indexOf("\n## Limits\n")));
    Map<String, String> told = new LinkedHashMap<>();
    while (row.find()) {
      if (!row.group(1).startsWith("---")) {
        told.put(row.group(1), row.group(2));
      }
    }

    assertThat(told).isEqualTo(limits());
  }

  private static Map<String, String> limits() {
    Map<String, String> limits = new LinkedHashMap<>();
    limits.put("profile id", told("1 to {0} bytes of UTF-8", ProfileId.SIZE_MAX_BYTES));
    limits.put(
        "batch",
        told("{0} operations; with a directory, 256 MiB once encoded", Batch.OPERATIONS_MAX));
    limits.put("nesting of a predicate", told("{0} levels", Predicate.DEPTH_MAX));
    limits.put("literals in one list", told("{0}", ValueTest.LITERALS_MAX));
    limits.put("rolling and calendar windows", told("{0} days", Window.CALENDAR_DAYS_MAX));
    assertThat(Window.DURATION_MAX.toDays()).isEqualTo(Window.CALENDAR_DAYS_MAX);
    limits.put(
        "parts of a predicate, those of the segments it refers to included; of all segments of one"
            + " analysis together",
        told("{0}", Predicate.NODES_MAX));
    limits.put(
        "registered segments; name of a segment",
        told(
            "{0}; {1} UTF-16 units, not blank",
            SegmentCatalog.SEGMENTS_MAX, Predicate.InSegment.NAME_LENGTH_MAX));
    limits.put("buckets of `inBuckets`", told("0 to {0}", Predicate.BucketTest.BUCKETS - 1));
    limits.put(
        "regular expression",
        told(
            "{0} characters, 10,000 pieces once its repetitions are written out; time linear in the"
                + " text",
            ValueTest.PATTERN_LENGTH_MAX));
    limits.put("text of one dictionary, and of all profile ids", "4 GiB");
    assertThat(ProfileDocument.SIZE_MAX_BYTES).isEqualTo(1 << 20);
    limits.put(
        "document; its name; documents of a profile",
        told(
            "1 MiB; 1 to {0} UTF-16 units; {1}",
            ProfileDocument.NAME_LENGTH_MAX, ProfileDocument.PER_PROFILE_MAX));
    limits.put(
        "steps of a sequence or funnel; patterns ruled out before each",
        told("{0}; {1}", Predicate.SequenceTest.STEPS_MAX, SequenceStep.WITHOUT_MAX));
    limits.put("rows of the breakdown of a funnel", told("{0}", Funnel.ROWS_MAX));
    limits.put("properties of an event type", told("{0}", EventType.PROPERTIES_MAX));
    limits.put(
        "pairs of property and attribute compared in the filters of one behaviour",
        told("{0}", EventFilter.AttributeComparison.PAIRS_MAX));
    limits.put("attributes, event types", told("{0} each", Schema.DEFINITIONS_MAX));
    limits.put(
        "buckets of a timeline; intervals of a retention; cohorts times intervals",
        told(
            "{0}; {1}; {2}",
            CalendarBuckets.COUNT_MAX, Retention.INTERVALS_MAX, Retention.CELLS_MAX));
    limits.put(
        "segments of an overlap or a waterfall; of an overlap that counts combinations",
        told("{0}; {1}", Overlap.SEGMENTS_MAX, Overlap.COMBINED_MAX));
    limits.put(
        "dimensions of a breakdown; values or combinations listed",
        told("{0}; {1}", Breakdown.DIMENSIONS_MAX, Breakdown.TOP_MAX));
    limits.put(
        "attributes of a cross tabulation; combinations that occur",
        told("2 to {0}; {1}", CrossTabulation.ATTRIBUTES_MAX, CrossTabulation.COMBINATIONS_MAX));
    limits.put(
        "buckets of a histogram; percentiles of a distribution",
        told("{0}; {1}", Buckets.BUCKETS_MAX, Distribution.PERCENTILES_MAX));
    return limits;
  }

  private static String told(String pattern, Object... limits) {
    return new MessageFormat(pattern, Locale.ROOT).format(limits);
  }
}
