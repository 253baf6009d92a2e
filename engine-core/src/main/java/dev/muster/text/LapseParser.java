// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.Predicate;
import dev.muster.predicate.ReservedWords;
import dev.muster.schema.EventSource;
import dev.muster.schema.EventType;
import dev.muster.text.Token.Kind;
import java.time.Duration;

/**
 * Reads habits that ended or came back: {@code stopped purchase for 30 days in last 90 days}. Makes
 * what {@link EventSource#stopped} and {@link EventSource#resumed} make, written out.
 *
 * <p>{@code stopped} and {@code resumed} are not reserved: an attribute may be called so, since
 * every word that can stand behind an attribute is reserved, and no name is.
 */
final class LapseParser {

  /** Levels of what is written out, without those of the filter: and, not, did. */
  private static final int LEVELS = 3;

  private final TokenReader reader;
  private final PatternParser patterns;
  private final WindowParser windows;

  LapseParser(TokenReader reader, PatternParser patterns, WindowParser windows) {
    this.reader = reader;
    this.patterns = patterns;
    this.windows = windows;
  }

  /** Whether {@code stopped} or {@code resumed} and a name come next. */
  boolean atLapse() {
    Token behind = reader.peek(1);
    return (reader.peek().isWord("stopped") || reader.peek().isWord("resumed"))
        && (behind.kind() == Kind.NAME
            || (behind.kind() == Kind.WORD && !ReservedWords.contains(behind.text())));
  }

  /** Reads {@code stopped} or {@code resumed} and what follows. */
  EventParser.Did lapse(int open) {
    boolean stopped = reader.take().isWord("stopped");
    EventType type = patterns.eventType();
    PatternParser.Filter filter = patterns.filter(type, open);
    EventSource source = type.where(filter.filter());
    Predicate predicate = stopped ? stopped(source) : resumed(source);
    return new EventParser.Did(predicate, filter.levels() + LEVELS);
  }

  /** {@code for 30 days in last 90 days}. */
  private Predicate stopped(EventSource source) {
    reader.expect("for");
    Duration recent = positive();
    Token first = reader.peek();
    Duration earlier = inLast();
    requireLonger(first, earlier, recent, "the time for which it stopped");
    return source.stopped(recent, earlier);
  }

  /** {@code in last 7 days after pause of 23 days in last 90 days}. */
  private Predicate resumed(EventSource source) {
    Duration recent = inLast();
    reader.expect("after");
    reader.expect("pause");
    reader.expect("of");
    Duration pause = recent.plus(positive());
    Token first = reader.peek();
    Duration earlier = inLast();
    requireLonger(first, earlier, pause, "the pause and the time since together");
    return source.resumed(recent, pause, earlier);
  }

  private Duration inLast() {
    if (!reader.accept("in", "last")) {
      throw reader.unexpected();
    }
    return positive();
  }

  private Duration positive() {
    Token first = reader.peek();
    Duration duration = windows.duration();
    if (duration.isZero()) {
      throw reader.refused(first, "a duration must not be zero here");
    }
    return duration;
  }

  private void requireLonger(Token first, Duration window, Duration lapse, String what) {
    if (window.compareTo(lapse) <= 0) {
      throw reader.refused(
          first, "'in last' must be longer than " + what + ", found " + window + " and " + lapse);
    }
  }
}
