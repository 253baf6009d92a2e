// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.command.load;

import dev.muster.examples.option.ColumnOptions;
import dev.muster.load.infer.SchemaProposal;
import dev.muster.load.mapping.ColumnSpec;
import dev.muster.load.mapping.EventMapping;
import dev.muster.load.mapping.Mapping;
import dev.muster.load.mapping.ProfileMapping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the records of files become. */
final class LoadOptions extends ColumnOptions {

  @Option(names = "--profiles", description = "Each record is what is known of a profile.")
  private boolean profiles;

  @Option(names = "--events", description = "Each record is an event of a profile.")
  private boolean events;

  @Option(
      names = "--attribute",
      paramLabel = COLUMN_LABEL,
      converter = ColumnConverter.class,
      description =
          "Of profiles: a column that becomes an attribute, of type long, double, decimal(N),"
              + " string, boolean, date, timestamp, set(SEPARATOR), geo or version. May be"
              + " repeated.")
  private List<ColumnSpec> attributes = new ArrayList<>();

  @Option(
      names = "--unset-missing",
      description = "Of profiles: a value that is missing takes the attribute away.")
  private boolean unsetMissing;

  @Option(
      names = "--type",
      paramLabel = "COLUMN",
      description = "Of events: the column of the event type.")
  private @Nullable String type;

  @Option(
      names = "--fixed-type",
      paramLabel = "NAME",
      description = "Of events: the type of all, if no column tells.")
  private @Nullable String fixedType;

  @Option(
      names = "--event-id",
      paramLabel = "COLUMN",
      description = "Of events: the column of their own id; one that comes again is taken once.")
  private @Nullable String eventId;

  @Option(
      names = "--property",
      paramLabel = COLUMN_LABEL,
      converter = ColumnConverter.class,
      description = "Of events: a column that becomes a property; types as above. May be repeated.")
  private List<ColumnSpec> properties = new ArrayList<>();

  @Option(
      names = "--null",
      paramLabel = "TEXT",
      description = "A text that means a missing value: NULL, for example. May be repeated.")
  private List<String> nullTexts = new ArrayList<>();

  /**
   * The mapping that the options say.
   *
   * @throws IllegalArgumentException if they do not say one
   */
  Mapping mapping() {
    String id = id();
    if (profiles == events || id == null) {
      throw new IllegalArgumentException(
          "records are --profiles or --events, and need --id COLUMN; --propose looks at the file"
              + " and proposes");
    }
    return profiles ? profiles(id) : events(id);
  }

  /** The options that tell how a CSV file is written, as far as they are given. */
  String writtenAs() {
    return said("--separator", separator()) + said("--quote", quote());
  }

  private static String said(String option, @Nullable Character character) {
    if (character == null) {
      return "";
    }
    String word = character == '\t' ? "tab" : character.toString();
    return " " + option + " " + ProposedOptions.quoted(word);
  }

  /** Whether nothing is said of what records are. */
  boolean saysNothing() {
    return !profiles && !events;
  }

  /**
   * What {@code proposal} says, where nothing is said here.
   *
   * @throws IllegalStateException if it cannot tell who, or when
   */
  Mapping proposed(SchemaProposal proposal) {
    String given = id();
    if (saysNothing() && given == null) {
      return proposal.mapping();
    }
    String id = given == null ? proposal.mapping().idField() : given;
    boolean areEvents = saysNothing() ? proposal.looksLikeEvents() : events;
    if (!areEvents) {
      return proposal.profiles(id);
    }
    EventMapping mapping = proposal.events(id);
    return fixedType == null || mapping.typeField() != null ? mapping : mapping.type(fixedType);
  }

  private Mapping profiles(String id) {
    refuse("--profiles", "--time", time() != null);
    refuse("--profiles", "--type", type != null);
    refuse("--profiles", "--fixed-type", fixedType != null);
    refuse("--profiles", "--event-id", eventId != null);
    refuse("--profiles", "--property", !properties.isEmpty());
    ProfileMapping mapping = Mapping.profiles(id);
    for (ColumnSpec attribute : attributes) {
      mapping = mapping.column(attribute);
    }
    mapping = unsetMissing ? mapping.unsettingMissing() : mapping;
    return mapping.nullTexts(nullTexts.toArray(String[]::new));
  }

  private Mapping events(String id) {
    refuse("--events", "--attribute", !attributes.isEmpty());
    refuse("--events", "--unset-missing", unsetMissing);
    String time = time();
    if (time == null || (type == null) == (fixedType == null)) {
      throw new IllegalArgumentException(
          "events need --time COLUMN and one of --type COLUMN and --fixed-type NAME");
    }
    EventMapping mapping = Mapping.events(id).time(time, times());
    mapping = type == null ? mapping.type(String.valueOf(fixedType)) : mapping.typeField(type);
    for (ColumnSpec property : properties) {
      mapping = mapping.column(property);
    }
    mapping = eventId == null ? mapping : mapping.eventId(eventId);
    return mapping.nullTexts(nullTexts.toArray(String[]::new));
  }

  private static void refuse(String kind, String option, boolean given) {
    if (given) {
      throw new IllegalArgumentException(option + " does not go with " + kind);
    }
  }
}
