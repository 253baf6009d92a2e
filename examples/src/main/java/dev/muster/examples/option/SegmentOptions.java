// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.option;

import dev.muster.predicate.Predicate;
import dev.muster.schema.Schema;
import dev.muster.segment.Segment;
import dev.muster.text.PredicateText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Segments in the text form: as arguments, with names of their own, or in files. */
public final class SegmentOptions {

  /** A text and what it is called in answers and in errors. */
  private record Named(String name, String text, String place) {}

  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec mixee;

  @Parameters(
      arity = "0..*",
      paramLabel = "SEGMENT",
      description = "A segment in the text form, or @FILE with one in it; named after its text.")
  private List<String> texts = new ArrayList<>();

  @Option(
      names = "--segment",
      paramLabel = "NAME=TEXT",
      description = "A segment with a name, or NAME=@FILE. May be repeated.")
  private List<String> named = new ArrayList<>();

  @Option(
      names = "--segments",
      paramLabel = "FILE",
      description =
          "A file of segments: NAME = TEXT a line, a text going on in lines that begin with a blank;"
              + " lines that begin with # say nothing. May be repeated.")
  private List<Path> files = new ArrayList<>();

  /** Whether there are none. */
  public boolean isEmpty() {
    return texts.isEmpty() && named.isEmpty() && files.isEmpty();
  }

  /**
   * All of them in the order given: arguments, those with names, those of files.
   *
   * @throws ParameterException if one cannot be read; says which, where, and what would fit
   */
  public List<Segment> read(Schema schema) throws IOException {
    List<Named> all = new ArrayList<>();
    for (String text : texts) {
      boolean file = text.startsWith("@");
      String content = file ? content(Path.of(text.substring(1))) : text;
      all.add(
          new Named(
              content.strip().replaceAll("\\s+", " "),
              content,
              file ? text.substring(1) : "segment"));
    }
    List<Named> withNames = new ArrayList<>();
    for (String option : named) {
      withNames.add(named(option, schema));
    }
    for (Path file : files) {
      addAll(file, withNames);
    }
    requireDifferent(withNames);
    all.addAll(withNames);
    List<Segment> segments = new ArrayList<>();
    for (Named segment : all) {
      segments.add(segment(segment, schema));
    }
    return segments;
  }

  /** As {@link #read}; there must be one at least. */
  public List<Segment> readSome(Schema schema) throws IOException {
    List<Segment> segments = read(schema);
    if (segments.isEmpty()) {
      throw wrong("a segment is missing: \"country = 'PL'\", for example");
    }
    return segments;
  }

  /** The only one; everyone, if none is given. */
  public Segment readAudience(Schema schema) throws IOException {
    List<Segment> segments = read(schema);
    if (segments.size() > 1) {
      throw wrong("one segment at most is wanted here, found " + segments.size());
    }
    return segments.isEmpty() ? Segment.of("everyone", Predicate.everyone()) : segments.get(0);
  }

  /** What {@code --segment} says. */
  private Named named(String option, Schema schema) throws IOException {
    int equals = option.indexOf('=');
    // The equals sign of "country = 'PL'" ends no name.
    if (equals < 1 || isSegment(option, schema)) {
      throw wrong(
          "--segment is NAME=TEXT; without a name, give the segment without --segment, found '"
              + option
              + "'");
    }
    String name = option.substring(0, equals).strip();
    String text = option.substring(equals + 1);
    boolean file = text.startsWith("@");
    return new Named(name, file ? content(Path.of(text.substring(1))) : text, "--segment " + name);
  }

  private static boolean isSegment(String text, Schema schema) {
    try {
      PredicateText.parse(text, schema);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void requireDifferent(List<Named> segments) {
    Set<String> names = new HashSet<>();
    for (Named segment : segments) {
      if (!names.add(segment.name())) {
        throw wrong(segment.place() + ": there are two segments called '" + segment.name() + "'");
      }
    }
  }

  private Segment segment(Named named, Schema schema) {
    try {
      Predicate predicate = PredicateText.parse(named.text(), schema);
      return Segment.of(shortened(named.name()), predicate);
    } catch (IllegalArgumentException e) {
      throw wrong(named.place() + ": " + e.getMessage());
    }
  }

  private static String shortened(String name) {
    int max = Predicate.InSegment.NAME_LENGTH_MAX;
    if (name.length() <= max) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(max - 2)) ? max - 2 : max - 1;
    return name.substring(0, end) + "…";
  }

  private void addAll(Path file, List<Named> all) throws IOException {
    List<String> lines = content(file).lines().toList();
    String name = null;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      if (Character.isWhitespace(line.charAt(0)) && name != null) {
        text.append('\n').append(line);
        continue;
      }
      int equals = line.indexOf('=');
      if (Character.isWhitespace(line.charAt(0)) || equals < 1) {
        throw wrong(file + ", line " + (i + 1) + ": expected NAME = TEXT, found '" + line + "'");
      }
      add(name, text, file, all);
      name = line.substring(0, equals).strip();
      text = new StringBuilder(line.substring(equals + 1).strip());
    }
    add(name, text, file, all);
  }

  private static void add(@Nullable String name, StringBuilder text, Path file, List<Named> all) {
    if (name != null) {
      all.add(new Named(name, text.toString(), file + ", " + name));
    }
  }

  private String content(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw wrong("there is no file to read segments from at " + file);
    }
    if (Files.size(file) > 4L * PredicateText.LENGTH_MAX) {
      throw wrong("a file of segments may have 16 MiB at most: " + file);
    }
    try {
      return Files.readString(file);
    } catch (java.nio.charset.CharacterCodingException e) {
      throw wrong("a file of segments must be in UTF-8: " + file);
    }
  }

  private ParameterException wrong(String message) {
    if (mixee == null) {
      throw new IllegalStateException("the command line has not been set up");
    }
    return new ParameterException(mixee.commandLine(), message);
  }
}
