import type { Json } from "#lib/versions/schema.ts";
import type { Blueprint } from "../blueprint.ts";
import { step } from "../contract-step.ts";

const invalid = { expect: { error: { code: "invalid" } } };
const post = (path: string, body: Json, expect: Json) => step("POST", path, 200, { body, expect });
const refuse = (path: string, bodies: Json[]) => bodies.map((body) => step("POST", path, 422, { body, ...invalid }));

export const loanAndInterestCalculator: Blueprint = {
  id: "loan-and-interest-calculator",
  name: "Loan and interest calculator",
  summary: "Monthly payments, amortisation schedules and compound interest, exact to the cent.",
  description: "Calculates the monthly payment and the amortisation schedule of a loan, with extra payments, how long a payment takes to end it, how much loan a payment affords, and compound and simple interest.",
  about: "`POST /loans/payment` with `{ \"amount\": 250000, \"yearlyRate\": 4.5, \"years\": 30 }` gives the monthly payment, `POST /loans/schedule` each month. `POST /interest/compound` with `{ \"amount\": 1000, \"yearlyRate\": 5, \"years\": 10 }` shows how money grows.",
  category: "finance",
  points: ["Monthly payment, total interest and amortisation schedule of a loan, its term in years, months or both, with extra payments", "How long a payment takes to end a loan, and the largest loan that a payment affords", "Compound interest with regular deposits, and simple interest by days"],
  assumptions: ["Interest is counted monthly, a twelfth of the yearly rate, and rounded to the cent each month", "The last payment takes what rounding left", "Amounts have no currency; they have two decimals"],
  publicRoutes: [],
  examplePrompt: "A loan calculator with monthly payments, an amortization schedule and compound interest",
  signals: [/\b(?:mortgage|loan) (?:re)?payments?\b/, 
    /\b(?:loan|mortgage|interest|amorti[sz]ation|repayment|credit)s? (?:rate |payment |repayment )?(?:calculat\w*|schedules?|tables?|plans?)\b/, /\b(?:compound|simple) interest\b/, /\bamorti[sz]\w*\b/,
    /\bcalculat\w*\b.*\b(?:loans?|mortgages?|interest|repayments?|monthly payments?)\b/, /\b(?:loans?|mortgages?)\b.*\bcalculat\w*\b/,
  ],
  vocabulary: "in out rate term per-month per-year euro dollar pound franc usd eur chf gbp buy buying property flat apartment repaid loan mortgage credit interest compound compounding compounded simple rate yearly annual monthly month year payment repayment repay pay paying paid off payoff calculator calculate calculating calculation compute amortization amortisation amortizing amortize amortise schedule table plan total cost principal balance remaining extra deposit saving saving saver investment grow growth amount sum long how take term house home car down debt affordable afford affordability cent exact exactly rounding rounded given over time number percent percentage day daily quarterly quarter early finance financial due value starting contribution contributions years months borrow borrowed",
  keeps: [/\bpay(?:s|ing)?\b/, /\b(?:before|after|until|exact(?:ly)?|between|minimum|same)\b/, /(?<=\d) ?%|\bpercent\b/],
  // What it doesn't take changes every result.
  contradicts: [/\bdown ?-?payments?\b|\bdeposit on\b/, /\b(?<!\w )prices?\b|\b(?:house|home|property|purchase|car|flat|apartment|sale|asking|buying) (?:price|value)\b/, /\b(?:property|local|income) tax(?:es)?\b|\binsurance\b|\bpmi\b|\bhoa\b|\bescrow\b|\binflation\b|\bbal+oon\b|\binterest[- ]only\b|\bgrace period\b|\bclosing costs?\b/, /\b(?:grow|increas|rais|ris|step)\w*(?: up)? (?:by )?\d|\b(?:growing|increasing|rising) (?:contributions?|deposits?|payments?|rates?)\b/],
  lacks: [/\b(?:quarterly|daily|weekly|fortnightly|yearly|annual) (?:re)?payments?\b/, /\b(?:variable|changing|floating) rate/, /\bcompare/],
  asks: {
    rounding: [{ says: /\b(?:half even|bankers'? rounding)\b/, value: "half even" }],
  },
  parameters: [
    { name: "rounding", label: "Rounding", help: "What becomes of half a cent: half up makes it a cent, half even the nearest even cent, as banks do.", kind: "choice", default: "half up", options: ["half up", "half even"] },
    { name: "maximumMonths", label: "Longest loan", help: "In months; a schedule never has more rows.", kind: "integer", default: 600, min: 360, max: 600 },
  ],
  picture: [
    { caption: "The monthly payment", method: "POST", path: "/loans/payment", body: { amount: 250_000, yearlyRate: 4.5, years: 30 }, status: 200, reply: { monthlyPayment: 1266.71, payments: 360 } },
    { caption: "The first two months", method: "POST", path: "/loans/schedule", body: { amount: 250_000, yearlyRate: 4.5, months: 360, rows: 2 }, status: 200, reply: { rows: [{ month: 1, payment: 1266.71, interest: 937.5, principal: 329.21, balance: 249_670.79 }, { month: 2, interest: 936.27, principal: 330.44, balance: 249_340.35 }] } },
    { caption: "Savings after ten years", method: "POST", path: "/interest/compound", body: { amount: 1000, yearlyRate: 5, years: 10, compounding: "monthly" }, status: 200, reply: { balance: 1647.01, totalInterest: 647.01, effectiveYearlyRate: 5.11619 } },
  ],
  contractTests: ({ rounding, maximumMonths }) => [
    {
      name: "A loan has equal payments, and the last one takes what rounding left",
      steps: [
        post("/loans/payment", { amount: 1200, yearlyRate: 12, months: 12 }, { monthlyPayment: 106.62, lastPayment: 106.6, payments: 12, totalPaid: 1279.42, totalInterest: 79.42 }),
        post("/loans/payment", { amount: 200_000, yearlyRate: 3.75, months: 180 }, { monthlyPayment: 1454.44, payments: 180 }),
        ...(rounding === "half up" ? [post("/loans/payment", { amount: 250_000, yearlyRate: 4.5, months: 360 }, { monthlyPayment: 1266.71, lastPayment: 1269.32, totalPaid: 456_018.21, totalInterest: 206_018.21 })] : []),
        post("/loans/payment", { amount: 1000, yearlyRate: 0, months: 3 }, { monthlyPayment: 333.33, lastPayment: 333.34, totalPaid: 1000, totalInterest: 0 }), post("/loans/payment", { amount: 1000, yearlyRate: 5, months: 1 }, { monthlyPayment: 1004.17, lastPayment: 1004.17, payments: 1, totalInterest: 4.17 }),
        post("/loans/payment", { amount: 0.01, yearlyRate: 5, months: 12 }, { monthlyPayment: 0, lastPayment: 0.01, payments: 12, totalPaid: 0.01 }), post("/loans/payment", { amount: 1000, yearlyRate: 0.0000001, months: 3 }, { monthlyPayment: 333.33, totalInterest: 0 }),
        post("/loans/payment", { amount: 1_000_000_000, yearlyRate: 100, months: Number(maximumMonths) }, { payments: Number(maximumMonths), monthlyPayment: 83_333_333.33 }),
      ],
    },
    {
      name: "A term in years is as long as it is in months, and years and months add up",
      steps: [
        post("/loans/payment", { amount: 200_000, yearlyRate: 3.75, years: 15 }, { monthlyPayment: 1454.44, payments: 180 }), post("/loans/payment", { amount: 200_000, yearlyRate: 3.75, years: 14, months: 12 }, { monthlyPayment: 1454.44, payments: 180 }),
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, years: 1, rows: 1 }, { payments: 12, rows: [{ month: 1, payment: 106.62 }] }), post("/loans/affordable", { monthlyPayment: 1000, yearlyRate: 5, years: 20 }, { amount: 151_525.31 }),
        ...refuse("/loans/payment", [{ amount: 1000, yearlyRate: 5, years: 0 }, { amount: 1000, yearlyRate: 5, years: 1.5 }, { amount: 1000, yearlyRate: 5, years: -1, months: 24 }, { amount: 1000, yearlyRate: 5, years: 1, months: Number(maximumMonths) }]),
      ],
    },
    {
      name: "The schedule splits each payment into interest and principal",
      steps: [
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12 }, { monthlyPayment: 106.62, payments: 12, totalPaid: 1279.42, totalInterest: 79.42, rows: { $length: 12 } }),
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12, rows: 1 }, { rows: [{ month: 1, payment: 106.62, interest: 12, principal: 94.62, extra: 0, balance: 1105.38 }] }),
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12, fromMonth: 12, rows: 5 }, { rows: [{ month: 12, payment: 106.6, interest: 1.06, principal: 105.54, balance: 0 }], payments: 12 }),
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12, fromMonth: 13 }, { rows: [] }), post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12, rows: 0 }, { rows: [], payments: 12 }),
        post("/loans/schedule", { amount: 100_000, yearlyRate: 5, months: Number(maximumMonths) }, { rows: { $length: Number(maximumMonths) } }),
      ],
    },
    {
      name: "Extra payments end a loan earlier",
      steps: [
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12, extraPerMonth: 100, fromMonth: 7 }, { monthlyPayment: 106.62, payments: 7, totalPaid: 1242.44, totalInterest: 42.44, rows: [{ month: 7, payment: 2.72, interest: 0.03, principal: 2.69, extra: 0, balance: 0 }] }),
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12, extraPerMonth: 100, rows: 2 }, { rows: [{ extra: 100, balance: 1005.38 }, { month: 2, interest: 10.05, principal: 96.57, balance: 808.81 }] }),
        post("/loans/schedule", { amount: 1200, yearlyRate: 12, months: 12, extraPerMonth: 5000 }, { payments: 1, totalPaid: 1212, rows: [{ payment: 106.62, extra: 1105.38, balance: 0 }] }),
      ],
    },
    {
      name: "A payment ends a loan after so many months, or never",
      steps: [
        post("/loans/payoff", { amount: 10_000, yearlyRate: 6, monthlyPayment: 500 }, { payments: 22, years: 1, months: 10, ...(rounding === "half up" ? { lastPayment: 62.52, totalPaid: 10_562.52, totalInterest: 562.52 } : { lastPayment: 62.51, totalPaid: 10_562.51, totalInterest: 562.51 }) }), post("/loans/payoff", { amount: 1000, yearlyRate: 0, monthlyPayment: 300 }, { payments: 4, lastPayment: 100, totalInterest: 0 }), post("/loans/payoff", { amount: 100, yearlyRate: 12, monthlyPayment: 500 }, { payments: 1, lastPayment: 101, totalPaid: 101 }),
        ...[100, 99.99, 100.01].map((monthlyPayment) => step("POST", "/loans/payoff", 422, { body: { amount: 10_000, yearlyRate: 12, monthlyPayment }, expect: { error: { code: "never_ends" } } })),
        post("/loans/payoff", { amount: Number(maximumMonths), yearlyRate: 0, monthlyPayment: 1 }, { payments: Number(maximumMonths) }), step("POST", "/loans/payoff", 422, { body: { amount: Number(maximumMonths) + 1, yearlyRate: 0, monthlyPayment: 1 }, expect: { error: { code: "never_ends" } } }),
      ],
    },
    { name: "A payment affords a loan of this size", steps: [post("/loans/affordable", { monthlyPayment: 1000, yearlyRate: 5, months: 240 }, { amount: 151_525.31, totalPaid: 240_000, totalInterest: 88_474.69 }), post("/loans/affordable", { monthlyPayment: 100, yearlyRate: 0, months: 12 }, { amount: 1200, totalInterest: 0 }), ...refuse("/loans/affordable", [{ monthlyPayment: 0, yearlyRate: 5, months: 12 }, { monthlyPayment: 10, yearlyRate: 5, months: Number(maximumMonths) + 1 }, {}])] },
    {
      name: "Compound interest grows by its periods and deposits",
      steps: [
        post("/interest/compound", { amount: 1000, yearlyRate: 5, years: 2 }, { balance: 1102.5, totalDeposits: 0, totalInterest: 102.5, effectiveYearlyRate: 5, years: [{ year: 1, interest: 50, balance: 1050 }, { year: 2, interest: 102.5, balance: 1102.5 }] }),
        ...([["yearly", 1628.89, 5], ["quarterly", 1643.62, 5.094534], ["monthly", 1647.01, 5.11619], ["daily", 1648.66, 5.12675]] as const).map(([compounding, balance, effectiveYearlyRate]) => post("/interest/compound", { amount: 1000, yearlyRate: 5, years: 10, compounding }, { balance, effectiveYearlyRate, years: { $length: 10 } })),
        post("/interest/compound", { amount: 0, yearlyRate: 6, years: 1, compounding: "monthly", deposit: 100 }, { balance: 1233.56, totalDeposits: 1200, totalInterest: 33.56 }), post("/interest/compound", { amount: 1000, yearlyRate: 6, years: 20, compounding: "monthly", deposit: 50 }, { balance: 26_412.25, totalDeposits: 12_000, totalInterest: 13_412.25 }), post("/interest/compound", { amount: 10, yearlyRate: 0, years: 1, deposit: 5 }, { balance: 15, totalInterest: 0, effectiveYearlyRate: 0 }),
        ...refuse("/interest/compound", [{}, { amount: 1000, yearlyRate: 5 }, { amount: -1, yearlyRate: 5, years: 1 }, { amount: 1000, yearlyRate: 101, years: 1 }, { amount: 1000, yearlyRate: 5, years: 101 }, { amount: 1000, yearlyRate: 5, years: 0 }, { amount: 1000, yearlyRate: 5, years: 1.5 }, { amount: 1000, yearlyRate: 5, years: 1, compounding: "hourly" }, { amount: 1_000_000_000, yearlyRate: 100, years: 100 }, { amount: 1.001, yearlyRate: 5, years: 1 }]),
      ],
    },
    {
      name: "Simple interest counts days, and half a cent is rounded by the stated rule",
      steps: [
        post("/interest/simple", { amount: 1000, yearlyRate: 5, days: 90 }, { interest: 12.33, balance: 1012.33 }), post("/interest/simple", { amount: 1000, yearlyRate: 5, days: 90, daysPerYear: 360 }, { interest: 12.5, balance: 1012.5 }), post("/interest/simple", { amount: 1000, yearlyRate: 5, days: 0 }, { interest: 0, balance: 1000 }),
        post("/interest/simple", { amount: 0.05, yearlyRate: 10, days: 365 }, { interest: rounding === "half up" ? 0.01 : 0 }), post("/interest/simple", { amount: 0.15, yearlyRate: 10, days: 365 }, { interest: 0.02 }), post("/interest/simple", { amount: 0.06, yearlyRate: 10, days: 365 }, { interest: 0.01 }), post("/interest/simple", { amount: 0.04, yearlyRate: 10, days: 365 }, { interest: 0 }),
        ...refuse("/interest/simple", [{}, { amount: 1, yearlyRate: 5, days: -1 }, { amount: 1, yearlyRate: 5, days: 36_601 }, { amount: 1, yearlyRate: 5, days: 1, daysPerYear: 364 }]),
      ],
    },
    {
      name: "What isn't a loan is refused",
      steps: [
        ...refuse("/loans/payment", [{}, { amount: 1000, yearlyRate: 5 }, { amount: 0, yearlyRate: 5, months: 12 }, { amount: -5, yearlyRate: 5, months: 12 }, { amount: "1000", yearlyRate: 5, months: 12 }, { amount: 0.001, yearlyRate: 5, months: 12 }, { amount: 1_000_000_000.01, yearlyRate: 5, months: 12 }, { amount: 1000, yearlyRate: -1, months: 12 }, { amount: 1000, yearlyRate: 100.1, months: 12 }, { amount: 1000, yearlyRate: 5, months: 0 }, { amount: 1000, yearlyRate: 5, months: 1.5 }, { amount: 1000, yearlyRate: 5, months: Number(maximumMonths) + 1 }, { amount: 1000, yearlyRate: 5, months: 12, currency: "EUR" }]),
        ...refuse("/loans/schedule", [{}, { amount: 1000, yearlyRate: 5, months: 12, fromMonth: 0 }, { amount: 1000, yearlyRate: 5, months: 12, rows: 601 }, { amount: 1000, yearlyRate: 5, months: 12, extraPerMonth: -1 }]), ...refuse("/loans/payoff", [{}, { amount: 1000, yearlyRate: 5, monthlyPayment: 0 }]),
      ],
    },
  ],
};
