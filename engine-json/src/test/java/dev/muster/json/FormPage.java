// SPDX-License-Identifier: Apache-2.0
package dev.muster.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The examples of {@code docs/json-form.md}. */
final class FormPage {

  private static final Path PAGE = Path.of("..", "docs", "json-form.md");

  private static final Pattern PAIR =
      Pattern.compile("```json\n(.*?)\n```\n\n```text\n(.*?)\n```", Pattern.DOTALL);

  /**
   * An example.
   *
   * @param document whole, also where the page leaves out what stands around a predicate
   * @param text the text form beside it
   */
  record Example(String document, String text) {}

  private FormPage() {}

  static List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    String page = text();
    Matcher pairs = PAIR.matcher(page);
    int jsonBlocks = 0;
    while (pairs.find()) {
      jsonBlocks++;
      String[] documents = pairs.group(1).split("\n\n");
      String[] texts = pairs.group(2).split("\n\n");
      if (documents.length != texts.length) {
        throw new AssertionError("as many documents as texts: " + pairs.group(1));
      }
      for (int i = 0; i < texts.length; i++) {
        boolean whole = documents[i].contains("\"version\"");
        String document = whole ? documents[i] : document(documents[i]);
        examples.add(new Example(document, texts[i]));
      }
    }
    if (page.split("```json", -1).length - 1 != jsonBlocks) {
      throw new AssertionError("every block of JSON has its texts beside it");
    }
    return examples;
  }

  /** The two parts of the example of an error. */
  static String[] error() {
    Matcher block = Pattern.compile("```error\n(.*?)\n```", Pattern.DOTALL).matcher(text());
    if (!block.find()) {
      throw new AssertionError("an example of an error");
    }
    return block.group(1).split("\n\n");
  }

  /** The document of version 1 around a predicate. */
  static String document(String predicate) {
    return "{\"version\":1,\"predicate\":" + predicate + "}";
  }

  private static String text() {
    try {
      return Files.readString(PAGE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
