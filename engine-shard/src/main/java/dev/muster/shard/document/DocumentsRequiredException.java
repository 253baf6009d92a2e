// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

/** There are documents, and nowhere to put them: an argument is missing, nothing is damaged. */
public final class DocumentsRequiredException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** Says what is missing. */
  public DocumentsRequiredException() {
    super("the directory has documents, so it must be opened with EngineBuilder.documents");
  }
}
