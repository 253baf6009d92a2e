// SPDX-License-Identifier: Apache-2.0
package dev.muster;

import static dev.muster.ShopFixture.AGE;
import static dev.muster.ShopFixture.AMOUNT;
import static dev.muster.ShopFixture.ANA;
import static dev.muster.ShopFixture.BALANCE;
import static dev.muster.ShopFixture.BEN;
import static dev.muster.ShopFixture.BORN;
import static dev.muster.ShopFixture.COUNTRY;
import static dev.muster.ShopFixture.DAY;
import static dev.muster.ShopFixture.NOW;
import static dev.muster.ShopFixture.PURCHASE;
import static dev.muster.ShopFixture.RATING;
import static dev.muster.ShopFixture.SCORE;
import static dev.muster.ShopFixture.TAGS;
import static dev.muster.ShopFixture.VISIT;
import static dev.muster.ShopFixture.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.predicate.Predicate;
import dev.muster.profile.Batch;
import dev.muster.profile.Event;
import dev.muster.profile.Operation;
import dev.muster.profile.ProfileDeletion;
import dev.muster.profile.ProfileId;
import dev.muster.profile.ProfileUpdate;
import dev.muster.profile.Receipt;
import dev.muster.profile.RejectedOperationException;
import dev.muster.profile.RejectedOperationException.Reason;
import dev.muster.reference.ManualClock;
import dev.muster.schema.EventType;
import dev.muster.schema.LongAttribute;
import dev.muster.schema.LongProperty;
import dev.muster.schema.StringAttribute;
import dev.muster.value.InvalidValueException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What breaks a rule is refused with its reason, and nothing of its batch takes effect. */
class RejectionTest {

  private static final Duration RETENTION = Duration.ofDays(30);

  private final ManualClock clock = new ManualClock(NOW);
  private final SegmentationEngine engine = ShopFixture.builder(clock).retention(RETENTION).open();

  @BeforeEach
  void writeAna() {
    engine.update(ProfileUpdate.of(ANA).set(COUNTRY, "PL").set(AGE, 31));
    engine.record(visit(ANA, NOW));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void valueOfAnotherType_isRefused() {
    assertThat(refusal(update().set("age", "31"), Reason.WRONG_TYPE))
        .isEqualTo("operation 2: attribute 'age': expected LONG, found String \"31\"");
    assertThat(refusal(update().set("country", 31), Reason.WRONG_TYPE))
        .isEqualTo("operation 2: attribute 'country': expected STRING, found Integer \"31\"");
    assertThat(refusal(update().set("age", 31.0), Reason.WRONG_TYPE)).contains("Double \"31.0\"");
    assertThat(refusal(update().set("score", 31), Reason.WRONG_TYPE)).contains("Integer \"31\"");
    assertThat(refusal(update().set("balance", 1.5), Reason.WRONG_TYPE))
        .contains("attribute 'balance'", "DECIMAL(2)", "Double \"1.5\"");
    assertThat(refusal(update().set("tags", List.of("vip")), Reason.WRONG_TYPE))
        .contains("STRING_SET", "[vip]");
    assertThat(refusal(update().set("born", "1990-01-01"), Reason.WRONG_TYPE))
        .contains("DATE", "String \"1990-01-01\"");
    assertThat(refusal(purchase().with("amount", "12.50"), Reason.WRONG_TYPE))
        .isEqualTo("operation 2: property 'amount': expected DECIMAL(2), found String \"12.50\"");
  }

  @Test
  void constantThatDisagreesWithTheSchema_isRefused() {
    assertThat(refusal(update().set(LongAttribute.of("country"), 1), Reason.WRONG_TYPE))
        .isEqualTo(
            "operation 2: attribute 'country': the schema has STRING, the constant says LONG");
    assertThat(refusal(update().unset(StringAttribute.of("age")), Reason.WRONG_TYPE))
        .isEqualTo("operation 2: attribute 'age': the schema has LONG, the constant says STRING");
    assertThat(refusal(purchase().with(LongProperty.of("category"), 1), Reason.WRONG_TYPE))
        .isEqualTo(
            "operation 2: property 'category': the schema has STRING, the constant says LONG");
  }

  @Test
  void unknownName_isRefusedWithTheNearestOne() {
    assertThat(refusal(update().set("contry", "PL"), Reason.UNKNOWN_NAME))
        .isEqualTo("operation 2: unknown attribute 'contry'; did you mean 'country'?");
    assertThat(refusal(update().unset("Ages"), Reason.UNKNOWN_NAME))
        .isEqualTo("operation 2: unknown attribute 'Ages'; did you mean 'age'?");
    assertThat(refusal(update().set("shoeSize", 43), Reason.UNKNOWN_NAME))
        .isEqualTo("operation 2: unknown attribute 'shoeSize'");
    assertThat(refusal(Event.of(BEN, EventType.of("purchse"), NOW), Reason.UNKNOWN_NAME))
        .isEqualTo("operation 2: unknown event type 'purchse'; did you mean 'purchase'?");
    assertThat(refusal(purchase().with("amout", BigDecimal.ONE), Reason.UNKNOWN_NAME))
        .isEqualTo("operation 2: unknown property of 'purchase' 'amout'; did you mean 'amount'?");
    assertThat(refusal(visit(BEN, NOW).with(AMOUNT, BigDecimal.ONE), Reason.UNKNOWN_NAME))
        .isEqualTo("operation 2: unknown property of 'visit' 'amount'");
  }

  @Test
  void numberThatIsNone_isRefused() {
    assertThat(refusal(update().set(SCORE, Double.NaN), Reason.INVALID_VALUE))
        .isEqualTo("operation 2: attribute 'score': expected a finite DOUBLE, found NaN");
    assertThat(refusal(update().set("score", Float.NEGATIVE_INFINITY), Reason.INVALID_VALUE))
        .endsWith("found -Infinity");
    assertThat(refusal(purchase().with(RATING, Double.POSITIVE_INFINITY), Reason.INVALID_VALUE))
        .isEqualTo("operation 2: property 'rating': expected a finite DOUBLE, found Infinity");
  }

  @Test
  void numberThatDoesNotFit_isRefused() {
    assertThat(refusal(update().set(BALANCE, new BigDecimal("1.234")), Reason.INVALID_VALUE))
        .isEqualTo(
            "operation 2: attribute 'balance': expected at most 2 digits after the point,"
                + " found 1.234");
    assertThat(refusal(update().set(BALANCE, new BigDecimal("1E+400")), Reason.INVALID_VALUE))
        .contains("fits in 64 bits", "1E+400");
    assertThat(refusal(update().set(BORN, LocalDate.of(10_000, 1, 1)), Reason.INVALID_VALUE))
        .contains("attribute 'born'", "10000-01-01");
  }

  @Test
  void textOrSetThatIsTooLong_isRefused() {
    assertThat(refusal(update().set(COUNTRY, "x".repeat(32_769)), Reason.INVALID_VALUE))
        .isEqualTo(
            "operation 2: attribute 'country': text length must be in [0, 32768], length=32769");
    Set<String> members =
        IntStream.range(0, 4_097).mapToObj(String::valueOf).collect(Collectors.toSet());
    assertThat(refusal(update().set(TAGS, members), Reason.INVALID_VALUE))
        .isEqualTo("operation 2: attribute 'tags': set size must be in [0, 4096], size=4097");
  }

  @Test
  void longestTextAndLargestSet_areTaken() {
    String longest = "ż".repeat(32_768);
    Set<String> largest =
        IntStream.range(0, 4_096).mapToObj(String::valueOf).collect(Collectors.toSet());

    engine.update(ProfileUpdate.of(BEN).set(COUNTRY, longest).set(TAGS, largest));

    assertThat(engine.profile(BEN).orElseThrow().value(COUNTRY)).isEqualTo(longest);
    assertThat(engine.profile(BEN).orElseThrow().value(TAGS)).isEqualTo(largest);
    assertThat(engine.count(COUNTRY.is(longest).and(TAGS.sizeAtLeast(4_096)))).isEqualTo(1);
  }

  @Test
  void halfASurrogatePair_isRefused() {
    assertThat(refusal(update().set(COUNTRY, "a\uD83D"), Reason.INVALID_VALUE))
        .isEqualTo("operation 2: attribute 'country': text has half a surrogate pair at index 1");
    assertThat(refusal(update().set(TAGS, Set.of("\uDE00")), Reason.INVALID_VALUE))
        .endsWith("half a surrogate pair at index 0");
  }

  @Test
  void null_isNoValue() {
    Set<String> withNull = new HashSet<>(Arrays.asList("vip", null));

    assertThat(refusal(update().set(TAGS, withNull), Reason.WRONG_TYPE))
        .isEqualTo(
            "operation 2: attribute 'tags': expected STRING_SET, found a set with the member null");
    assertThatNullPointerException().isThrownBy(() -> update().set("age", null));
    assertThatNullPointerException().isThrownBy(() -> purchase().with(AMOUNT, null));
    assertThatNullPointerException().isThrownBy(() -> engine.ingest(null));
    assertThatNullPointerException()
        .isThrownBy(() -> engine.ingest(Batch.of(Collections.singletonList(null))));
    assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
  }

  /** Identifiers are checked where they are made, before there is an operation to refuse. */
  @Test
  void identifierThatIsTooLong_cannotBeMade() {
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ProfileId.of("ż".repeat(128)))
        .withMessageContaining("1 to 255 bytes")
        .withMessageContaining("of 128 characters");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> ProfileId.of("\uD83D"))
        .withMessageContaining("half a surrogate pair");
    assertThatExceptionOfType(InvalidValueException.class)
        .isThrownBy(() -> visit(ANA, NOW).id("x".repeat(256)))
        .withMessageContaining("1 to 255 characters");
  }

  @Test
  void oversizedBatch_isRefused() {
    List<ProfileUpdate> tooMany = Collections.nCopies(Batch.OPERATIONS_MAX + 1, update());

    RejectedOperationException refusal = refused(Batch.of(tooMany));

    assertThat(refusal.reason()).isEqualTo(Reason.BATCH_TOO_LARGE);
    assertThat(refusal.operationIndex()).isZero();
    assertThat(refusal)
        .hasMessage("operation 0: a batch may have at most 65536 operations, found 65537");
  }

  @Test
  void largestBatch_isTakenAsOne() {
    List<ProfileUpdate> most =
        IntStream.range(0, Batch.OPERATIONS_MAX).mapToObj(i -> ProfileUpdate.of("x" + i)).toList();
    long epoch = engine.statistics().epoch();

    Receipt receipt = engine.ingest(Batch.of(most));

    assertThat(receipt).isEqualTo(new Receipt(epoch + 1, Batch.OPERATIONS_MAX, 0, 0));
    assertThat(engine.count(Predicate.everyone())).isEqualTo(1 + Batch.OPERATIONS_MAX);
  }

  @Test
  void emptyBatch_changesNothing() {
    Receipt receipt = engine.ingest(Batch.of());

    assertThat(receipt.applied() + receipt.duplicates()).isZero();
    assertThat(engine.count(Predicate.everyone())).isEqualTo(1);
  }

  @Test
  void eventBeyondTheFutureSkew_isRefused() {
    Instant edge = NOW.plus(Duration.ofHours(1));

    assertThat(refusal(visit(BEN, edge.plusMillis(1)), Reason.FUTURE_EVENT))
        .isEqualTo(
            "operation 2: an event may lie at most PT1H after its ingest time, event=visit"
                + " time=2025-03-10T15:30:00.001Z ingest time=2025-03-10T14:30:00Z");
    assertThat(engine.record(visit(BEN, edge)).applied()).isEqualTo(1);
  }

  @Test
  void eventBeyondTheRetention_isRefused() {
    Instant edge = NOW.minus(RETENTION);

    assertThat(refusal(visit(BEN, edge), Reason.BEYOND_RETENTION))
        .isEqualTo(
            "operation 2: an event must be younger than the retention of PT720H, event=visit"
                + " time=2025-02-08T14:30:00Z ingest time=2025-03-10T14:30:00Z");
    assertThat(engine.record(visit(BEN, edge.plusMillis(1))).applied()).isEqualTo(1);
    assertThat(engine.count(VISIT.inLast(RETENTION).did())).isEqualTo(2);
  }

  @Test
  void acceptedFutureEvent_countsForARollingWindowOnceItsTimeHasCome() {
    Predicate visited = VISIT.inLast(DAY).did();
    Duration ahead = Duration.ofMinutes(59);
    engine.record(visit(BEN, NOW.plus(ahead)));
    assertThat(engine.count(VISIT.did())).isEqualTo(2);
    assertThat(engine.count(visited)).isEqualTo(1);

    clock.advance(ahead.minusMillis(1));
    assertThat(engine.count(visited)).isEqualTo(1);
    clock.advance(Duration.ofMillis(1));
    assertThat(engine.count(visited)).isEqualTo(2);
    clock.advance(DAY.minusMillis(1));
    assertThat(ShopFixture.names(engine.audience(visited))).containsExactly("ben");
    clock.advance(Duration.ofMillis(1));
    assertThat(engine.count(visited)).isZero();
  }

  @Test
  void eventWithoutATime_takesItsIngestTime() {
    clock.advance(Duration.ofMinutes(5));
    engine.record(Event.of(BEN, VISIT));

    assertThat(engine.profile(BEN).orElseThrow().events().get(0).time())
        .isEqualTo(NOW.plus(Duration.ofMinutes(5)));
  }

  /** Events that have grown older than the retention are not seen any more. */
  @Test
  void retention_hidesWhatHasGrownOld() {
    clock.advance(RETENTION.minusMillis(1));
    assertThat(engine.count(VISIT.did())).isEqualTo(1);

    clock.advance(Duration.ofMillis(1));

    assertThat(engine.count(VISIT.did())).isZero();
    assertThat(engine.count(VISIT.didNot())).isEqualTo(1);
  }

  private static ProfileUpdate update() {
    return ProfileUpdate.of(BEN).set(AGE, 40);
  }

  private static Event purchase() {
    return Event.of(BEN, PURCHASE, NOW).with(ShopFixture.CATEGORY, "shoes");
  }

  /** The message with which {@code operation} is refused, last in a batch of good ones. */
  private String refusal(Operation operation, Reason reason) {
    Batch batch =
        Batch.of(
            ProfileUpdate.of("new").set(COUNTRY, "never seen"),
            new ProfileDeletion(ANA),
            operation);
    RejectedOperationException refusal = refused(batch.from("crm", 7));
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.operationIndex()).isEqualTo(2);
    return refusal.getMessage();
  }

  /** Refuses {@code batch} and checks that nothing else has happened, and that writing goes on. */
  private RejectedOperationException refused(Batch batch) {
    EngineStatistics before = engine.statistics();

    RejectedOperationException refusal =
        catchThrowableOfType(RejectedOperationException.class, () -> engine.ingest(batch));
    assertThatExceptionOfType(RejectedOperationException.class)
        .isThrownBy(() -> engine.submit(batch))
        .withMessage(refusal.getMessage());

    EngineStatistics after = engine.statistics();
    assertThat(after.rejected()).isEqualTo(before.rejected() + 2);
    assertThat(after).usingRecursiveComparison().ignoringFields("rejected").isEqualTo(before);
    assertThat(ShopFixture.names(engine.audience(Predicate.everyone()))).containsExactly("ana");
    assertThat(engine.count(COUNTRY.is("PL").and(VISIT.did()))).isEqualTo(1);
    assertThat(engine.profile(BEN)).isEmpty();
    Receipt next = engine.ingest(Batch.of(ProfileUpdate.of(ANA).set(AGE, 32)));
    assertThat(next).isEqualTo(new Receipt(before.epoch() + 1, 1, 0, 0));
    assertThat(engine.count(AGE.is(32))).isEqualTo(1);
    return refusal;
  }
}
