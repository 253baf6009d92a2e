// SPDX-License-Identifier: Apache-2.0
/**
 * The JSON form of predicates and segments, for user interfaces that build them: {@link
 * dev.muster.json.PredicateJson} and {@link dev.muster.json.SegmentJson} read it against a schema
 * and print it. Everything else here is the reader, the writer, and what they share. {@code
 * docs/json-form.md} shows the form, and the resource {@code predicate.schema.json} of this package
 * describes it as a JSON Schema.
 */
@NullMarked
package dev.muster.json;

import org.jspecify.annotations.NullMarked;
