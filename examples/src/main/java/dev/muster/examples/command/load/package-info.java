// SPDX-License-Identifier: Apache-2.0
/** The command that loads files into a directory, and what it proposes for a file. */
@NullMarked
package dev.muster.examples.command.load;

import org.jspecify.annotations.NullMarked;
