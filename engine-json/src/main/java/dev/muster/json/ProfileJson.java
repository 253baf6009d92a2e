// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import dev.muster.profile.Profile;
import dev.muster.profile.ProfileId;
import dev.muster.profile.RecordedEvent;
import dev.muster.value.TextOrder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A profile as one JSON document, to be handed on or kept: {@code
 * {"version":1,"id":"ana","attributes":{…},"events":[…],"documents":{…}}}. The form is told in
 * {@code docs/export.md}.
 *
 * <p>Values are written as in {@link PredicateJson}: a number that a double does not hold to the
 * last digit is a text, dates and times are ISO texts, a set is an array. What is missing is left
 * out. Attributes, properties, members of sets and documents are in the order of their text, so
 * equal profiles have equal documents. Stateless.
 */
public final class ProfileJson {

  /** The version that is written. */
  public static final int VERSION = 1;

  /** Where the content of documents is; {@code engine::document} is one. */
  @FunctionalInterface
  public interface Documents {
    /** The content of the document called {@code name}; empty if there is none any more. */
    Optional<byte[]> content(ProfileId id, String name);
  }

  private ProfileJson() {}

  /** Writes {@code profile} on one line; of its documents, only their sizes. */
  public static String print(Profile profile) {
    return JsonWriter.compact(writer -> write(writer, profile, null));
  }

  /** The same on many lines, indented by two blanks. */
  public static String printPretty(Profile profile) {
    return JsonWriter.pretty(writer -> write(writer, profile, null));
  }

  /**
   * Writes {@code profile} with its documents on one line. A document is an object with its bytes
   * as {@code text} if they are UTF-8, as {@code base64} if not, so that they can be had again to
   * the last one; one that holds JSON is a text, too. One that is gone meanwhile is left out.
   */
  public static String print(Profile profile, Documents documents) {
    return JsonWriter.compact(writer -> write(writer, profile, documents));
  }

  /** The same on many lines, indented by two blanks. */
  public static String printPretty(Profile profile, Documents documents) {
    return JsonWriter.pretty(writer -> write(writer, profile, documents));
  }

  private static void write(JsonWriter writer, Profile profile, @Nullable Documents documents) {
    writer.object(
        members -> {
          members.name("version").whole(VERSION).name("id").text(profile.id().value());
          members.name("attributes").values(profile.attributes());
          members.name("events").array(profile.events(), event -> event(members, event));
          members.name("documents").object(object -> documents(object, profile, documents));
        });
  }

  private static void event(JsonWriter writer, RecordedEvent event) {
    writer.object(
        members ->
            members
                .name("type")
                .text(event.type())
                .name("time")
                .value(event.time())
                .name("properties")
                .values(event.properties()));
  }

  private static void documents(JsonWriter writer, Profile profile, @Nullable Documents documents) {
    profile.documents().entrySet().stream()
        .sorted(Map.Entry.comparingByKey(TextOrder::compare))
        .forEach(
            entry -> {
              String name = entry.getKey();
              if (documents == null) {
                int size = entry.getValue();
                writer.name(name).object(document -> document.name("sizeBytes").whole(size));
              } else {
                documents
                    .content(profile.id(), name)
                    .ifPresent(content -> document(writer.name(name), content));
              }
            });
  }

  private static void document(JsonWriter writer, byte[] content) {
    String text = text(content);
    writer.object(
        members -> {
          if (text != null) {
            members.name("text").text(text);
          } else {
            members.name("base64").text(Base64.getEncoder().encodeToString(content));
          }
        });
  }

  /** The text whose UTF-8 {@code content} is, or null. */
  private static @Nullable String text(byte[] content) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
