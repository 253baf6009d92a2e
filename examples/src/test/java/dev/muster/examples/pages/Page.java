// SPDX-License-Identifier: Apache-2.0
package dev.muster.examples.pages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One document of the repository, divided into what is fenced as code and what is not. */
final class Page {

  /** The repository. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Pattern FENCE = Pattern.compile("^( *)(`{3,})(\\S*) *$");
  private static final Pattern INLINE = Pattern.compile("(?<!`)`([^`]+)`(?!`)");

  /**
   * A fenced block.
   *
   * @param language what stands behind the opening fence; empty if nothing does
   * @param content the lines between the fences, each with its end
   * @param line number of the opening fence, from 1
   */
  record Block(String language, String content, int line) {}

  private final Path file;
  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder prose = new StringBuilder();

  private Page(Path file) {
    this.file = file;
    String fence = "";
    String language = "";
    StringBuilder content = new StringBuilder();
    int opened = 0;
    int number = 0;
    for (String line : read(file).lines().toList()) {
      number++;
      Matcher matcher = FENCE.matcher(line);
      boolean isFence = matcher.matches();
      if (fence.isEmpty() && isFence) {
        fence = matcher.group(2);
        language = matcher.group(3);
        opened = number;
      } else if (!fence.isEmpty() && isFence && matcher.group(2).equals(fence)) {
        blocks.add(new Block(language, content.toString(), opened));
        content.setLength(0);
        fence = "";
      } else {
        (fence.isEmpty() ? prose : content).append(line).append('\n');
      }
    }
    if (!fence.isEmpty()) {
      throw new AssertionError(file + ":" + opened + " opens a block that is never closed");
    }
  }

  /** Every document, what is built left out. */
  static List<Page> all() {
    List<Page> pages = new ArrayList<>();
    walk(ROOT, ".md").forEach(file -> pages.add(new Page(file)));
    return pages;
  }

  static Page of(String path) {
    return new Page(ROOT.resolve(path));
  }

  /** The files below {@code directory} with that ending, sorted, without what a build makes. */
  static List<Path> walk(Path directory, String ending) {
    List<Path> files = new ArrayList<>();
    try {
      Files.walkFileTree(
          directory,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path dir, BasicFileAttributes attributes) {
              String name = dir.getFileName().toString();
              return name.equals("target") || name.startsWith(".")
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (file.toString().endsWith(ending)) {
                files.add(file);
              }
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    files.sort(null);
    return files;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  List<Block> blocks() {
    return blocks;
  }

  /** Everything that is not fenced. */
  String prose() {
    return prose.toString();
  }

  /** What is set as code within the prose. */
  List<String> inlineCode() {
    List<String> code = new ArrayList<>();
    Matcher matcher = INLINE.matcher(prose);
    while (matcher.find()) {
      code.add(matcher.group(1).replaceAll("\\s+", " "));
    }
    return code;
  }

  /** Where something is, for a message. */
  String at(Block block) {
    return this + ":" + block.line();
  }

  @Override
  public String toString() {
    return ROOT.relativize(file).toString();
  }
}
