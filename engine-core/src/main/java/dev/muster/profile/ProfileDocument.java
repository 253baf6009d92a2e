// SPDX-License-Identifier: Apache-2.0
package dev.muster.profile;

import dev.muster.value.InvalidValueException;
import dev.muster.value.ValueRules;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A document of one profile to be kept or taken away: bytes under a name, which no predicate asks
 * for. For what is only shown or handed on: free text, answers to a survey, JSON, raw payloads.
 *
 * <p>{@code ProfileDocument.text(ana, "note", "Prefers to be called.")}. Putting a document takes
 * the place of the one of that name, and creates the profile if there is none. Removing one that is
 * not there changes nothing, and never creates a profile. A deleted profile has no documents, also
 * if it begins anew. Immutable.
 */
public final class ProfileDocument implements Operation {

  /** Longest name, in UTF-16 units. */
  public static final int NAME_LENGTH_MAX = 200;

  /** Largest content. */
  public static final int SIZE_MAX_BYTES = 1 << 20;

  /** Most documents of one profile: what names them is kept together. */
  public static final int PER_PROFILE_MAX = 1_000;

  private final ProfileId profileId;
  private final String name;

  /** Shared with nobody who could change it; null for a removal. */
  private final byte @Nullable [] content;

  private ProfileDocument(ProfileId profileId, String name, byte @Nullable [] content) {
    this.profileId = Objects.requireNonNull(profileId, "profileId");
    this.name = checkName(name);
    this.content = content;
    if (content != null && content.length > SIZE_MAX_BYTES) {
      throw new InvalidValueException(
          InvalidValueException.Rule.TOO_LARGE,
          "a document may have at most "
              + SIZE_MAX_BYTES
              + " bytes, found "
              + content.length
              + " in '"
              + name
              + "'");
    }
  }

  private static String checkName(String name) {
    if (name.isEmpty() || name.length() > NAME_LENGTH_MAX) {
      throw new InvalidValueException(
          name.isEmpty()
              ? InvalidValueException.Rule.MALFORMED
              : InvalidValueException.Rule.TOO_LARGE,
          "the name of a document must have 1 to "
              + NAME_LENGTH_MAX
              + " characters, found "
              + ValueRules.describe(name)
              + " of "
              + name.length());
    }
    return ValueRules.text(name);
  }

  /**
   * Puts {@code content}, which is copied, under {@code name}.
   *
   * @param name 1 to {@link #NAME_LENGTH_MAX} characters of any text; compared letter by letter
   * @param content 0 to {@link #SIZE_MAX_BYTES} bytes
   */
  public static ProfileDocument of(ProfileId profileId, String name, byte[] content) {
    return new ProfileDocument(profileId, name, content.clone());
  }

  /** Puts {@code text} in UTF-8 under {@code name}. */
  public static ProfileDocument text(ProfileId profileId, String name, String text) {
    byte[] utf8 = checkText(text).getBytes(StandardCharsets.UTF_8);
    return new ProfileDocument(profileId, name, utf8);
  }

  /** UTF-8 has nothing for half a surrogate pair. */
  private static String checkText(String text) {
    for (int at = 0; at < text.length(); at++) {
      if (Character.isHighSurrogate(text.charAt(at))
          && at + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(at + 1))) {
        at++;
      } else if (Character.isSurrogate(text.charAt(at))) {
        throw new InvalidValueException(
            InvalidValueException.Rule.NOT_UNICODE,
            "text has half a surrogate pair at index " + at);
      }
    }
    return text;
  }

  /** Takes the document called {@code name} away. */
  public static ProfileDocument removal(ProfileId profileId, String name) {
    return new ProfileDocument(profileId, name, null);
  }

  @Override
  public ProfileId profileId() {
    return profileId;
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** A copy of the bytes to be kept; empty if the document is to be taken away. */
  public Optional<byte[]> content() {
    return content == null ? Optional.empty() : Optional.of(content.clone());
  }

  /** The size of the content; 0 if the document is to be taken away. */
  public int sizeBytes() {
    return content == null ? 0 : content.length;
  }

  /** Whether the document is to be taken away. */
  public boolean isRemoval() {
    return content == null;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ProfileDocument that
        && profileId.equals(that.profileId)
        && name.equals(that.name)
        && Arrays.equals(content, that.content);
  }

  @Override
  public int hashCode() {
    return Objects.hash(profileId, name) * 31 + Arrays.hashCode(content);
  }

  @Override
  public String toString() {
    return content == null
        ? "removal of document '" + name + "' of " + profileId
        : "document '" + name + "' of " + profileId + ", " + content.length + " bytes";
  }
}
