// SPDX-License-Identifier: Apache-2.0
package dev.muster.shard.document;

import dev.muster.profile.ProfileId;
import java.io.IOException;

/** Takes documents, one after the other. */
@FunctionalInterface
public interface DocumentVisitor {

  /** A document; {@code content} must not be changed. */
  void visit(ProfileId profile, String name, byte[] content) throws IOException;
}
