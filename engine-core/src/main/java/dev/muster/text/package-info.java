// SPDX-License-Identifier: Apache-2.0
/**
 * The text form of predicates: {@link dev.muster.text.PredicateText} reads it against a schema and
 * prints it. Everything else here is the parser, one class per part of the grammar that {@code
 * docs/text-form.md} writes down.
 */
@NullMarked
package dev.muster.text;

import org.jspecify.annotations.NullMarked;
