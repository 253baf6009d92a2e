// SPDX-License-Identifier: Apache-2.0
/**
 * Commands on an engine's directory: one class each, over {@link
 * dev.muster.examples.command.Question} if it is a question. What they print is an {@link
 * dev.muster.examples.report.Answer}.
 */
@NullMarked
package dev.muster.examples.command;

import org.jspecify.annotations.NullMarked;
