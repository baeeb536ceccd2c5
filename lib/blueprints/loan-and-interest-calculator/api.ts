// Loan and interest calculator: monthly payments, schedules and compound interest, exact to the cent. It keeps nothing.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import type { Env } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { content: { "application/json": { schema } }, required: true } });
const invalid = { 422: json(Problem, "Not valid") };
const badBody = { 400: json(Problem, "Not JSON"), 415: json(Problem, "Not sent as application/json"), ...invalid };
/** How an amount that falls between two cents is rounded. */
const ROUNDING: string = /* rounding */ "half up";
const MAX_MONTHS = /* maximumMonths */ 600;
const MAX_AMOUNT = 1_000_000_000;

// Amounts are whole cents (bigint); rates and growth are whole multiples of 1e-30, so that nothing is lost before the one rounding.
const ONE = 10n ** 30n;
const RATE_STEPS = 1_000_000n;

/** `numerator / denominator` of positive numbers as a whole number, by the stated rule. */
function divide(numerator: bigint, denominator: bigint) {
  const whole = numerator / denominator;
  const twice = (numerator % denominator) * 2n;
  if (twice < denominator) return whole;
  if (twice > denominator || ROUNDING === "half up") return whole + 1n;
  return whole % 2n === 0n ? whole : whole + 1n;
}
/** `base ** exponent` of multiples of 1e-30. */
function power(base: bigint, exponent: number) {
  let result = ONE;
  let square = base;
  for (let left = exponent; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result = (result * square) / ONE;
    square = (square * square) / ONE;
  }
  return result;
}
const centsOf = (amount: number) => BigInt(Math.round(amount * 100));
const amountOf = (cents: bigint) => Number(cents) / 100;
/** A yearly rate in percent, in millionths of a percent. */
const stepsOf = (percent: number) => BigInt(Math.round(percent * Number(RATE_STEPS)));
/** The share that a period of `1 / perYear` years earns, in multiples of 1e-30. */
const periodRate = (percent: number, perYear: number) => (stepsOf(percent) * ONE) / (RATE_STEPS * 100n * BigInt(perYear));
const interestOf = (cents: bigint, percent: number) => divide(cents * stepsOf(percent), RATE_STEPS * 100n * 12n);

type Term = { years: number; months: number };
const termOf = ({ years, months }: Term) => years * 12 + months;
type Loan = { amount: number; yearlyRate: number; months: number };
/** The equal payment that ends a loan, in cents: without interest an equal share. */
function paymentOf({ amount, yearlyRate, months }: Loan) {
  const cents = centsOf(amount);
  const rate = periodRate(yearlyRate, 12);
  if (rate === 0n) return divide(cents, BigInt(months));
  const growth = power(ONE + rate, months);
  return divide(cents * rate * growth, ONE * (growth - ONE));
}
type Row = { month: number; payment: bigint; interest: bigint; principal: bigint; extra: bigint; balance: bigint };
/** Month by month. Without `months`, null when the payment doesn't end the debt in time. */
function schedule(cents: bigint, yearlyRate: number, payment: bigint, extra: bigint, months?: number) {
  const rows: Row[] = [];
  for (let balance = cents, month = 1; balance > 0n; month += 1) {
    const interest = interestOf(balance, yearlyRate);
    // The last payment takes what rounding left.
    const due = month === months || payment > balance + interest ? balance + interest : payment;
    if (months === undefined && (due <= interest || month > MAX_MONTHS)) return null;
    const afterDue = balance + interest - due;
    const paidExtra = extra > afterDue ? afterDue : extra;
    balance = afterDue - paidExtra;
    rows.push({ month, payment: due, interest, principal: due - interest, extra: paidExtra, balance });
  }
  return rows;
}
const sum = (rows: readonly Row[], field: "payment" | "interest" | "extra") => rows.reduce((total, row) => total + row[field], 0n);

const isCents = (amount: number) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-4;
const Amount = z.number().min(0).max(MAX_AMOUNT).refine(isCents, "has at most two decimals").openapi({ example: 250_000 });
const Positive = z.number().min(0.01).max(MAX_AMOUNT).refine(isCents, "has at most two decimals").openapi({ example: 250_000 });
const Rate = z.number().min(0).max(100).openapi({ description: "Per year, in percent; six decimals count", example: 4.5 });
/** A term in years, in months, or in both together. */
const term = {
  years: z.number().int().min(0).max(Math.floor(MAX_MONTHS / 12)).default(0).openapi({ description: "Full years of the term; months are added", example: 30 }),
  months: z.number().int().min(0).max(MAX_MONTHS).default(0).openapi({ description: "Months of the term beside the years; all of it where no years are sent", example: 0 }),
};
const hasTerm = (loan: Term) => termOf(loan) >= 1 && termOf(loan) <= MAX_MONTHS;
const noTerm = { path: ["months"], message: `years and months are together 1 to ${MAX_MONTHS} months` };
const LoanInput = z.strictObject({ amount: Positive, yearlyRate: Rate, ...term }).refine(hasTerm, noTerm).openapi("LoanInput");
const ScheduleInput = z.strictObject({
  amount: Positive, yearlyRate: Rate, ...term,
  extraPerMonth: Amount.default(0).openapi({ description: "Paid each month on top: the loan ends earlier", example: 100 }),
  fromMonth: z.number().int().min(1).max(MAX_MONTHS).default(1), rows: z.number().int().min(0).max(MAX_MONTHS).default(MAX_MONTHS).openapi({ description: "How many rows to show at most" }),
}).refine(hasTerm, noTerm).openapi("ScheduleInput");
const PayoffInput = z.strictObject({ amount: Positive, yearlyRate: Rate, monthlyPayment: Positive.openapi({ example: 500 }) }).openapi("PayoffInput");
const AffordInput = z.strictObject({ monthlyPayment: Positive.openapi({ example: 1000 }), yearlyRate: Rate, ...term }).refine(hasTerm, noTerm).openapi("AffordInput");
const PERIODS = { yearly: 1, quarterly: 4, monthly: 12, daily: 365 } as const;
const CompoundInput = z.strictObject({
  amount: Amount.openapi({ example: 1000 }), yearlyRate: Rate, years: z.number().int().min(1).max(100).openapi({ example: 10 }),
  compounding: z.enum(["yearly", "quarterly", "monthly", "daily"]).default("yearly").openapi({ description: "Daily counts 365 days a year" }),
  deposit: Amount.default(0).openapi({ description: "Added at the end of each period", example: 0 }),
}).openapi("CompoundInput");
const SimpleInput = z.strictObject({ amount: Amount, yearlyRate: Rate, days: z.number().int().min(0).max(36_600).openapi({ example: 90 }), daysPerYear: z.union([z.literal(360), z.literal(365)]).default(365) }).openapi("SimpleInput");

const money = z.number();
const Payment = z.object({ monthlyPayment: money.openapi({ example: 1266.71 }), lastPayment: money.openapi({ description: "Differs from the others by what rounding leaves" }), payments: z.number().int(), totalPaid: money, totalInterest: money }).openapi("Payment");
const RowOut = z.object({ month: z.number().int(), payment: money, interest: money, principal: money, extra: money, balance: money }).openapi("ScheduleRow");
const ScheduleOut = z.object({ monthlyPayment: money, payments: z.number().int(), totalPaid: money, totalInterest: money, rows: z.array(RowOut) }).openapi("Schedule");
const PayoffOut = z.object({ payments: z.number().int(), years: z.number().int(), months: z.number().int(), lastPayment: money, totalPaid: money, totalInterest: money }).openapi("Payoff");
const AffordOut = z.object({ amount: money, totalPaid: money, totalInterest: money }).openapi("AffordableLoan");
const YearOut = z.object({ year: z.number().int(), deposits: money.openapi({ description: "Up to the end of the year, without the first amount" }), interest: money.openapi({ description: "Up to the end of the year" }), balance: money }).openapi("Year");
const CompoundOut = z.object({ balance: money, totalDeposits: money, totalInterest: money, effectiveYearlyRate: z.number().openapi({ description: "In percent, six decimals" }), years: z.array(YearOut) }).openapi("Growth");
const SimpleOut = z.object({ interest: money, balance: money }).openapi("SimpleInterest");
const answers = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ 200: json(schema, description), ...badBody });
const tooMuch = problem("invalid", "The result is larger than this calculator tells exactly: choose smaller numbers");
/** Up to here a number holds every cent. */
const isExact = (cents: bigint) => cents <= 9_000_000_000_000_000n;

/** The payment of a loan and the rows that follow from it. */
function plan({ amount, yearlyRate, ...term }: Omit<Loan, "months"> & Term, extra = 0n) {
  const loan = { amount, yearlyRate, months: termOf(term) };
  const payment = paymentOf(loan);
  return { payment, rows: schedule(centsOf(loan.amount), loan.yearlyRate, payment, extra, loan.months) ?? [] };
}

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});
// A body of another type would be read as an empty one.
app.use(async (c, next) => {
  const type = c.req.header("content-type");
  if (type !== undefined && c.req.method !== "GET" && !/^application\/json\b/i.test(type)) return c.json(problem("unsupported_type", "Send the body as application/json"), 415);
  await next();
});
app.openapi(
  createRoute({ method: "post", path: "/loans/payment", tags: ["loans"], summary: "The monthly payment of a loan", request: body(LoanInput), responses: answers(Payment, "Payments are rounded to the cent, as the interest of each month is") }),
  (c) => {
    const { payment, rows } = plan(c.req.valid("json"));
    return c.json({ monthlyPayment: amountOf(payment), lastPayment: amountOf(rows.at(-1)?.payment ?? 0n), payments: rows.length, totalPaid: amountOf(sum(rows, "payment")), totalInterest: amountOf(sum(rows, "interest")) }, 200);
  },
);

app.openapi(
  createRoute({ method: "post", path: "/loans/schedule", tags: ["loans"], summary: "The amortisation schedule of a loan", request: body(ScheduleInput), responses: answers(ScheduleOut, "Month by month: interest, principal and what is left") }),
  (c) => {
    const { extraPerMonth, fromMonth, rows: shown, ...loan } = c.req.valid("json");
    const { payment, rows } = plan(loan, centsOf(extraPerMonth));
    const visible = rows.slice(fromMonth - 1, fromMonth - 1 + shown).map((row) => ({
      month: row.month, payment: amountOf(row.payment), interest: amountOf(row.interest), principal: amountOf(row.principal), extra: amountOf(row.extra), balance: amountOf(row.balance),
    }));
    return c.json({ monthlyPayment: amountOf(payment), payments: rows.length, totalPaid: amountOf(sum(rows, "payment") + sum(rows, "extra")), totalInterest: amountOf(sum(rows, "interest")), rows: visible }, 200);
  },
);

app.openapi(
  createRoute({ method: "post", path: "/loans/payoff", tags: ["loans"], summary: "How long a payment takes to end a loan", request: body(PayoffInput), responses: answers(PayoffOut, "The number of payments") }),
  (c) => {
    const { amount, yearlyRate, monthlyPayment } = c.req.valid("json");
    const rows = schedule(centsOf(amount), yearlyRate, centsOf(monthlyPayment), 0n);
    if (!rows) return c.json(problem("never_ends", `This payment does not end the loan within ${MAX_MONTHS} months`), 422);
    return c.json({
      payments: rows.length, years: Math.floor(rows.length / 12), months: rows.length % 12, lastPayment: amountOf(rows.at(-1)?.payment ?? 0n), totalPaid: amountOf(sum(rows, "payment")), totalInterest: amountOf(sum(rows, "interest")),
    }, 200);
  },
);

app.openapi(
  createRoute({ method: "post", path: "/loans/affordable", tags: ["loans"], summary: "The largest loan that a monthly payment ends in time", request: body(AffordInput), responses: answers(AffordOut, "The loan's amount, rounded to the cent") }),
  (c) => {
    const { monthlyPayment, yearlyRate, ...term } = c.req.valid("json");
    const months = termOf(term);
    const paid = centsOf(monthlyPayment) * BigInt(months);
    const rate = periodRate(yearlyRate, 12);
    const growth = power(ONE + rate, months);
    const amount = rate === 0n ? paid : divide(centsOf(monthlyPayment) * (growth - ONE) * ONE, rate * growth);
    return c.json({ amount: amountOf(amount), totalPaid: amountOf(paid), totalInterest: amountOf(paid - amount) }, 200);
  },
);

app.openapi(
  createRoute({ method: "post", path: "/interest/compound", tags: ["interest"], summary: "How an amount grows with compound interest", request: body(CompoundInput), responses: answers(CompoundOut, "Year by year; rounded when shown, not in between") }),
  (c) => {
    const { amount, yearlyRate, years, compounding, deposit } = c.req.valid("json");
    const perYear = PERIODS[compounding];
    const rate = periodRate(yearlyRate, perYear);
    const [start, added] = [centsOf(amount), centsOf(deposit)];
    const rows = Array.from({ length: years }, (_year, index) => {
      const growth = power(ONE + rate, perYear * (index + 1));
      const deposits = added * BigInt(perYear * (index + 1));
      // What deposits at the end of each period have become: a geometric sum.
      const grown = rate === 0n ? deposits * ONE : (added * (growth - ONE) * ONE) / rate;
      const balance = divide(start * growth + grown, ONE);
      return { year: index + 1, deposits, balance, interest: balance - start - deposits };
    });
    const last = rows.at(-1);
    if (!last || !isExact(last.balance)) return c.json(tooMuch, 422);
    const effective = Number(divide((power(ONE + rate, perYear) - ONE) * 100n * RATE_STEPS, ONE)) / Number(RATE_STEPS);
    return c.json({
      balance: amountOf(last.balance), totalDeposits: amountOf(last.deposits), totalInterest: amountOf(last.interest), effectiveYearlyRate: effective,
      years: rows.map(({ year, deposits, interest, balance }) => ({ year, deposits: amountOf(deposits), interest: amountOf(interest), balance: amountOf(balance) })),
    }, 200);
  },
);

app.openapi(
  createRoute({ method: "post", path: "/interest/simple", tags: ["interest"], summary: "Simple interest over a number of days", request: body(SimpleInput), responses: answers(SimpleOut, "The interest, rounded to the cent") }),
  (c) => {
    const { amount, yearlyRate, days, daysPerYear } = c.req.valid("json");
    const interest = divide(centsOf(amount) * stepsOf(yearlyRate) * BigInt(days), RATE_STEPS * 100n * BigInt(daysPerYear));
    return c.json({ interest: amountOf(interest), balance: amountOf(centsOf(amount) + interest) }, 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Loan and interest calculator", version: "1.0.0", description: "Monthly payments, amortisation schedules and compound interest, exact to the cent." } });

export default app;
