// SPDX-License-Identifier: Apache-2.0
package dev.muster.text;

import dev.muster.predicate.ReservedWords;
import dev.muster.text.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of a text, read once with a few tokens of foresight.
 *
 * <p>Every token that was asked for in vain is remembered until one is taken: together they are
 * what would have fitted, and an error names them all.
 */
final class TokenReader {

  private final SourceText source;
  private final Lexer lexer;
  private final Deque<Token> ahead = new ArrayDeque<>();
  private final List<String> expected = new ArrayList<>();
  private int patterns;

  TokenReader(SourceText source) {
    this.source = source;
    this.lexer = new Lexer(source);
  }

  /** The next token, which stays. */
  Token peek() {
    return peek(0);
  }

  /** The token after {@code distance} others, which all stay. */
  Token peek(int distance) {
    while (ahead.size() <= distance) {
      ahead.add(lexer.next());
    }
    int skipped = 0;
    for (Token token : ahead) {
      if (skipped++ == distance) {
        return token;
      }
    }
    throw new AssertionError("the tokens ahead have just been read");
  }

  /** Takes the next token. */
  Token take() {
    Token token = peek();
    ahead.remove();
    expected.clear();
    return token;
  }

  /** Whether the next token, which stays, is the word {@code lowerCase}. */
  boolean atWord(String lowerCase) {
    boolean there = peek().isWord(lowerCase);
    if (!there) {
      expected("'" + lowerCase + "'");
    }
    return there;
  }

  /** Whether a word or a name comes behind the next token. */
  boolean atNameBehind() {
    return peek(1).kind() == Kind.WORD || peek(1).kind() == Kind.NAME;
  }

  /** Takes the next token if it is the word {@code lowerCase}. */
  boolean accept(String lowerCase) {
    if (!atWord(lowerCase)) {
      return false;
    }
    take();
    return true;
  }

  /** Takes the next two tokens if they are the two words. */
  boolean accept(String first, String second) {
    if (peek().isWord(first) && peek(1).isWord(second)) {
      take();
      take();
      return true;
    }
    expected("'" + first + " " + second + "'");
    return false;
  }

  /** Takes the next token if it is {@code symbol}. */
  boolean acceptSymbol(String symbol) {
    if (peek().isSymbol(symbol)) {
      take();
      return true;
    }
    expected("'" + symbol + "'");
    return false;
  }

  /** Takes the word {@code lowerCase}, which must come next. */
  Token expect(String lowerCase) {
    Token token = peek();
    if (!accept(lowerCase)) {
      throw unexpected();
    }
    return token;
  }

  /** Takes {@code symbol}, which must come next. */
  Token expectSymbol(String symbol) {
    Token token = peek();
    if (!acceptSymbol(symbol)) {
      throw unexpected();
    }
    return token;
  }

  /** Takes a regular expression, which must come next and be one of not too many. */
  Token expectPattern() {
    Token pattern = expect(Kind.STRING, "a pattern in single quotes");
    if (++patterns > PredicateText.PATTERNS_MAX) {
      throw refused(
          pattern,
          "a text may have at most " + PredicateText.PATTERNS_MAX + " regular expressions");
    }
    return pattern;
  }

  /** Takes a token of {@code kind}, which must come next. */
  Token expect(Kind kind, String description) {
    if (peek().kind() != kind) {
      throw unexpected(description);
    }
    return take();
  }

  /** Takes a name, which must come next; {@code what} says whose. A reserved word is no name. */
  Token expectName(String what) {
    Token token = peek();
    boolean reserved = token.kind() == Kind.WORD && ReservedWords.contains(token.text());
    if (token.kind() == Kind.NAME || (token.kind() == Kind.WORD && !reserved)) {
      return take();
    }
    throw unexpected(what + (reserved ? " (a reserved word as a name needs backticks)" : ""));
  }

  /** Remembers that {@code description} would fit here, too. */
  void expected(String description) {
    expected.add(description);
  }

  /** The next token is none of those that were asked for. */
  TextException unexpected() {
    List<String> distinct = new ArrayList<>(new LinkedHashSet<>(expected));
    int last = distinct.size() - 1;
    String list =
        last == 0
            ? distinct.get(0)
            : String.join(", ", distinct.subList(0, last)) + " or " + distinct.get(last);
    return unexpected(list);
  }

  /** The next token is not {@code description}. */
  TextException unexpected(String description) {
    return unexpected(peek(), description);
  }

  /** {@code token} is not {@code description}. */
  TextException unexpected(Token token, String description) {
    return source.unexpected(token.start(), token.describe(), description);
  }

  /** {@code token} breaks {@code rule}. */
  TextException refused(Token token, String rule) {
    return source.refused(token.start(), token.end(), rule);
  }

  /** {@code token} names nothing that is known; {@code nearest} is the name most like it. */
  TextException unknown(Token token, String description, @Nullable String nearest) {
    return source.unknown(token.start(), token.describe(), description, nearest);
  }
}
