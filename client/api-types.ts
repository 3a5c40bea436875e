// Written by `npm run openapi` from docs/openapi.json: change the contracts instead.

export interface paths {
    "/v1/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What would happen to this receipt: benefits, and a token that guarantees them.
         * @description Counts nothing and stores nothing. Show the customer what it answers, then send the token with the receipt: until it expires, the receipt gets exactly what was shown. Ask again when the goods change.
         */
        post: operations["quoteReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{receiptId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The answer that was given to a receipt of this store, and what is left of it.
         * @description Only receipts of the key's own stores are found. `left` says what returns and later payments have left of it.
         */
        get: operations["readReceipt"];
        /**
         * It happened: counts the receipt exactly once and answers benefits and statuses.
         * @description The id is the till's own. Whatever goes wrong on the way, send the same again under the same id: it counts once, and each sending gets the same answer. Send it again on a network error, 408, 425, 429 and 5xx, and never on another 4xx: keep that receipt and call for help.
         */
        put: operations["scoreReceipt"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{receiptId}/returns/{returnId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Goods or money of a receipt went back: takes back what they counted for, exactly once.
         * @description All that is left (`all`), goods of lines, or money without goods: one of the three. What they counted for is taken back, on the receipt's own day; a return wakes no rule. Goods may come back at any store of the brand: name the receipt's store by `saleStoreId`. Before its receipt, or under a store that has no such receipt, it is `parked`: it does nothing until the receipt comes, and counts right after it. Send it again as you send a receipt again.
         */
        put: operations["returnReceipt"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts/{receiptId}/payments/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A receipt was paid later, or one more part of it: counts on its day, exactly once.
         * @description One more payment of a receipt that was not paid in full. It counts on the receipt's own day, and wakes the rules that are `on: [payment]`. Before its receipt, or under a store that has no such receipt, it is `parked`: it does nothing until the receipt comes, and counts right after it. Send it again as you send a receipt again.
         */
        put: operations["payReceipt"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/receipts:batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Up to a hundred receipts, returns, payments, visits and activities, each as if it came alone.
         * @description For whoever was offline, or sends the day in the evening. Items are worked off in their order, so a receipt stands before what follows it. Each is answered as its own route would answer it, and a bad one harms no other: look at every `status`. What does not fit in the time of the batch is answered 503 `try-again`, each by itself; send those again, under the same ids. At most 100 items in 256 KB.
         */
        post: operations["takeBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visitId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A visit as it is now: booked, came, no-show or cancelled; counts while it came, exactly once.
         * @description All of the visit, as it is now, each time it changes. While it is `came` it counts on the business day of `startsAt`: as a visit, and its amounts as told; it is no purchase, and no discount is decided for it. Each change takes back what the one before counted and counts anew, so a visit that was moved, cancelled and came again leaves what one visit leaves. `changedAt` orders the changes: what is older than what is stored changes nothing. `booked` may lie two years ahead.
         */
        put: operations["changeVisit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/visits/{visitId}/payments/{paymentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A visit was paid, or a part of it: counts on its day while it came, exactly once.
         * @description A payment of a visit that is told by itself: before the visit, with it or later. It counts on the visit's own day while the visit is `came`, beside what `paidMinor` of the visit says, and wakes the rules that are `on: [payment]`. Tell the visit first, if only as `booked`.
         */
        put: operations["payVisit"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/activities/{activityId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * A member did something beside buying, such as a review: counts exactly once.
         * @description Something that a member did beside buying, of a kind that the program declares: counted by `measure: activity`, and rules `on: [activity]` run.
         */
        put: operations["tellActivity"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a member with a card; the same card again answers the same member.
         * @description Receipts that the card collected before are counted now, each on its own day. Print the code for the member: with the card it links a login, once.
         */
        post: operations["enrolMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members:resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Card number → opaque member id and statuses; the same shape for an unknown card.
         * @description For the till to greet and to show a status; it never answers a name or a phone.
         */
        post: operations["resolveCard"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/members:print-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Prints a card's one-time code anew: for who has lost theirs, or the login that it linked.
         * @description For who has lost the code, or the login that it linked. The member's history says when it was printed and in which store, and an event says it too. The code before opens nothing any more.
         */
        post: operations["printCode"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me:link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Links this login to a member: by the verified phone, or by a card and its one-time code.
         * @description Once for each login. An empty object links by the phone that the token says is verified; else send the card and the code that was printed at the till. A login has five tries a day. Linked before: without a card, or with its own, it is answered its member.
         */
        post: operations["linkMe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who I am here.
         * @description The member behind the login, with the statuses held now.
         */
        get: operations["readMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/statuses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * My statuses: since when and why, progress, what is missing to the next and to keep the present one.
         * @description Everything that an app shows of a status. Amounts are in minor units.
         */
        get: operations["readMyStatuses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/me/why": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why I have a status, with the receipts behind it.
         * @description The review that gave the status, what it saw, and the receipts that made it up.
         */
        get: operations["explainMyStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/members/{memberId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A member as support sees it.
         * @description Phones are masked.
         */
        get: operations["readMember"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/members/{memberId}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changed for a member, newest first, a page at a time.
         * @description Follow `next` to the end. A cursor is good for the member it was given for.
         */
        get: operations["readMemberHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/members/{memberId}/overrides/{system}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Puts something over a member's status: sets it, holds it from below or above, or freezes it.
         * @description What is computed goes on underneath and shows again at the end. A `set` without `until` holds until the next review, which starts from it as if it had been earned; where the system has no review it is earned at once. The others hold until they end or are taken off. Writes over what is there. `If-Match` names the `overrideRevision` that you read: receipts that come between do not spoil it.
         */
        put: operations["overrideStatus"];
        post?: never;
        /**
         * Takes off what is over a member's status: what is computed shows again.
         * @description What is computed shows at once. `If-Match` names the `overrideRevision` that you read.
         */
        delete: operations["removeOverride"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/members/{memberId}/contact": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Name and phone of a member in clear, for a reason: the audit tells that they were asked for.
         * @description Name and phone in clear, for who has to reach the member. That they were asked for, by whom and why, is told in the audit before this is answered; where it cannot be told, this is not answered.
         */
        get: operations["readMemberContact"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was done by hand, and by whom, newest first, a page at a time.
         * @description Entries are appended in the same transaction as what they tell of, and stay. Of the last moment one may be missing. Follow `next` to the end; a cursor is good for the list it was given for.
         */
        get: operations["readAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This API as an OpenAPI 3.1 document.
         * @description The document from which this page is made.
         */
        get: operations["readOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This API as a page for people.
         * @description This page.
         */
        get: operations["readDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the API answers.
         * @description Says nothing of what lies behind.
         */
        get: operations["readHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The gateway's own answer. */
        GatewayAnswer: {
            /** @example Unauthorized */
            message: string;
        };
        /** @description What would happen to the sale. */
        QuoteAnswer: {
            /** @example m7Qf2xKp9RtZ */
            memberId: string | null;
            /**
             * Format: date
             * @description Civil day in the program's zone.
             * @example 2026-03-14
             */
            businessDay: string;
            /**
             * @description The version of the program that decided.
             * @example 1
             */
            programVersion: number;
            /**
             * @description ISO 4217 code.
             * @example RUB
             */
            currency: string;
            /**
             * @description Sum of the lines before benefits.
             * @example 125000
             */
            amountMinor: number;
            /**
             * @description Sum of the discounts.
             * @example 6250
             */
            discountMinor: number;
            /**
             * @description Sum of the lines after benefits.
             * @example 118750
             */
            soldMinor: number;
            lines: components["schemas"]["AnsweredLine"][];
            discounts: components["schemas"]["AnsweredDiscount"][];
            statuses: components["schemas"]["HeldStatus"][];
            /** @description Rules that ran, and what became of them, as the receipt tells them. */
            reasons: components["schemas"]["RuleReason"][];
            /** @description Send it with the receipt: from now until it expires, one receipt gets exactly these benefits. null: asked for another moment than now (five minutes more or less), for which nothing is promised. */
            token: string | null;
            /** @description null: there is no token. */
            expiresAt: string | null;
        };
        /** @description A line with its share of the benefits. */
        AnsweredLine: {
            /** @example BISCUITS-200G */
            sku: string;
            /**
             * @description Before benefits, in minor units.
             * @example 125000
             */
            amountMinor: number;
            /**
             * @description The line's share of the discounts.
             * @example 6250
             */
            discountMinor: number;
            /**
             * @description What the line costs after benefits.
             * @example 118750
             */
            soldMinor: number;
        };
        /** @description A discount that was given. */
        AnsweredDiscount: {
            /**
             * @description The program's rule.
             * @example regular-discount
             */
            rule: string;
            /**
             * @description A percentage, as people write it.
             * @example 5
             */
            percent: string;
            /**
             * @description Its amount over the whole receipt.
             * @example 6250
             */
            amountMinor: number;
            /**
             * @description The member's own, which stays and which the rule gave earlier. Left out: it is of this receipt.
             * @constant
             */
            standing?: true;
        };
        /** @description A status that is held. */
        HeldStatus: {
            /**
             * @description Name of the status system.
             * @example level
             */
            system: string;
            /**
             * @description Name of the status; null: none of them.
             * @example regular
             */
            status: string | null;
        };
        /** @description A rule that matched, and what became of it. */
        RuleReason: {
            /**
             * @description The program's rule.
             * @example regular-discount
             */
            rule: string;
            /**
             * @description won, held-back: of the discounts the largest won. gave: moved a status, a category or the member's discount. not-allowed: not in this direction. stopped: changed nothing, and let no later rule run.
             * @enum {string}
             */
            outcome: "won" | "held-back" | "gave" | "overridden" | "not-allowed" | "stopped";
            /**
             * @description A percentage, as people write it.
             * @example 5
             */
            percent: string;
            /**
             * @description The statuses that the rule asked for and found, by status system.
             * @example {
             *       "level": "regular"
             *     }
             */
            because: {
                [key: string]: string | null;
            };
            /** @description What a rule with a table measured. */
            measured?: {
                /** @example turnover */
                counter: string;
                /**
                 * @description Minor units, a count, or thousandths of a piece.
                 * @example 500000
                 */
                value: number;
                /**
                 * @description The row of the table that holds it.
                 * @example from 5000 RUB
                 */
                row: string;
            };
            /**
             * @description What competed is the discount that the member has from this rule. Left out: the rule ran.
             * @constant
             */
            standing?: true;
        };
        /** @description RFC 9457 problem with a stable code. */
        Problem: {
            /**
             * @description Where the problem is described.
             * @example /docs#problem-schema
             */
            type: string;
            /** @example The request does not have the documented form. */
            title: string;
            /** @example 400 */
            status: number;
            /** @description What is wrong here, in words; never what you sent. */
            detail?: string;
            /**
             * @description Id of the request, for support.
             * @example JKJaXmPLvHcESHA=
             */
            instance: string;
            /**
             * @description Stable; switch on it.
             * @example schema
             */
            code: string;
            errors?: {
                /**
                 * @description JSON pointer into the body; `/path/…` and `/query/…` for parameters.
                 * @example /lines/0/amountMinor
                 */
                pointer: string;
                /** @example integer */
                code: string;
                /** @example A whole number is needed. */
                detail: string;
            }[];
        };
        /** @description A sale that may happen. */
        QuoteBody: {
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The member, if the till knows the id.
             * @example m7Qf2xKp9RtZ
             */
            memberId?: string;
            /**
             * @description The card that was shown. With a member id: both must be of one person.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description Active ISO 4217 code, in capitals.
             * @example RUB
             */
            currency: string;
            /** @description The goods. An empty list is legal. */
            lines: components["schemas"]["SaleLine"][];
            /**
             * @description The sum of the lines, if you want it checked.
             * @example 125000
             */
            totalMinor?: number;
            /** @description What was really paid. Left out: everything that was sold. */
            payments?: components["schemas"]["SalePayment"][];
            /** @description The till in its store; kept for people only. */
            terminalId?: string;
            /** @description How often this was sent; no part of its meaning. */
            attempt?: number;
            /**
             * Format: date-time
             * @description When it was sent; no part of its meaning.
             * @example 2026-03-14T18:20:05+03:00
             */
            sentAt?: string;
            /**
             * @description The receipt that will follow, if its id is known: the token then holds for it alone.
             * @example 292-0417-000871
             */
            receiptId?: string;
            /**
             * Format: date-time
             * @description When the sale will have happened; left out: now.
             * @example 2026-03-14T18:20:05+03:00
             */
            occurredAt?: string;
        };
        /** @description One line of a receipt. */
        SaleLine: {
            /**
             * @description Article code.
             * @example BISCUITS-200G
             */
            sku: string;
            /**
             * @description A second code of the article; left out: as the program's catalogue says.
             * @example 4600000000017
             */
            externalCode?: string;
            /**
             * @description Pieces or weight, at most three decimals; 0 is legal.
             * @example 2
             */
            quantity: number;
            /**
             * @description What the whole line costs before Laurel's benefits, in minor units. Below 0 for a deposit that came back or a voucher: it takes no part in benefits.
             * @example 125000
             */
            amountMinor: number;
            /**
             * @description What the article belongs to, exactly as the program writes it; left out: as the program's catalogue says.
             * @example [
             *       "Coffee"
             *     ]
             */
            categories?: string[];
            /** @description Name of the article, for people. */
            text?: string;
        };
        /** @description One payment of a receipt. */
        SalePayment: {
            /**
             * @description What was paid so, in minor units.
             * @example 118750
             */
            amountMinor: number;
            /**
             * @description How it was paid, in words of your own; it is not kept, and no part of the meaning.
             * @example cash
             */
            kind?: string;
        };
        /** @description What became of a receipt: the same for each sending. */
        ReceiptAnswer: {
            /** @example 292-0417-000871 */
            receiptId: string;
            /** @example 292 */
            storeId: string;
            /**
             * @description scored: counted for a member. anonymous: no member was named. unmatched: stored, counts when the card is enrolled. too-old: stored, not counted.
             * @enum {string}
             */
            disposition: "scored" | "anonymous" | "unmatched" | "too-old";
            /** @description The till's clock is ahead of ours; counted on the day of receipt. */
            clockAhead: boolean;
            /**
             * @description What became of the quote. honoured: as shown. expired: the sale did not happen within the life of the token. changed: goods, member or receipt are not those that were quoted. used: another receipt has used it, or the member used eight others in this half hour.
             * @enum {string}
             */
            quote: "none" | "honoured" | "expired" | "changed" | "used";
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            occurredAt: string;
            /**
             * Format: date
             * @description The day on which the receipt counts.
             * @example 2026-03-14
             */
            businessDay: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            receivedAt: string;
            /**
             * @description The version of the program that decided.
             * @example 1
             */
            programVersion: number;
            /**
             * @description ISO 4217 code.
             * @example RUB
             */
            currency: string;
            /**
             * @description Sum of the lines before benefits.
             * @example 125000
             */
            amountMinor: number;
            /**
             * @description Sum of the discounts.
             * @example 6250
             */
            discountMinor: number;
            /**
             * @description Sum of the lines after benefits.
             * @example 118750
             */
            soldMinor: number;
            /**
             * @description What was paid with the receipt: the sum of its payments less the change; without any, what was sold. It stays so, whatever is paid or handed back later.
             * @example 118750
             */
            paidMinor: number;
            lines: components["schemas"]["AnsweredLine"][];
            discounts: components["schemas"]["AnsweredDiscount"][];
            /** @example m7Qf2xKp9RtZ */
            memberId: string | null;
            statuses: components["schemas"]["StatusOutcome"][];
            /** @description Labels that it brought and took. */
            categories: {
                /**
                 * @example [
                 *       "parents"
                 *     ]
                 */
                added: string[];
                /** @example [] */
                removed: string[];
            };
            /**
             * @description To be printed on the receipt.
             * @example [
             *       "You are Regular now."
             *     ]
             */
            messages: string[];
            /**
             * @description paid-exceeds-sold: more was paid than sold, and counts so. other-currency: no amount of the program is in this currency, so the money counts for nothing.
             * @example []
             */
            notes: ("paid-exceeds-sold" | "other-currency")[];
            /** @description Rules that ran, and what became of them; those that changed nothing are left out. Of hundreds, those that did something come first, until 36,000 bytes are full. */
            reasons: components["schemas"]["RuleReason"][];
        };
        /** @description A status as it was found and left. */
        StatusOutcome: {
            /** @example level */
            system: string;
            /**
             * @description Held before it.
             * @example regular
             */
            before: string | null;
            /**
             * @description Held after it.
             * @example regular
             */
            after: string | null;
        };
        /** @description A sale that has happened. */
        ReceiptBody: {
            /**
             * @description If sent, the same as in the path.
             * @example 292-0417-000871
             */
            receiptId?: string;
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The member, if the till knows the id.
             * @example m7Qf2xKp9RtZ
             */
            memberId?: string;
            /**
             * @description The card that was shown. With a member id: both must be of one person.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description Active ISO 4217 code, in capitals.
             * @example RUB
             */
            currency: string;
            /** @description The goods. An empty list is legal. */
            lines: components["schemas"]["SaleLine"][];
            /**
             * @description The sum of the lines, if you want it checked.
             * @example 125000
             */
            totalMinor?: number;
            /** @description What was really paid. Left out: everything that was sold. */
            payments?: components["schemas"]["SalePayment"][];
            /** @description The till in its store; kept for people only. */
            terminalId?: string;
            /** @description How often this was sent; no part of its meaning. */
            attempt?: number;
            /**
             * Format: date-time
             * @description When it was sent; no part of its meaning.
             * @example 2026-03-14T18:20:05+03:00
             */
            sentAt?: string;
            /**
             * Format: date-time
             * @description When the sale happened, by the till.
             * @example 2026-03-14T18:20:05+03:00
             */
            occurredAt: string;
            /** @description What the till really gave, by line; an empty list: nothing. Then Laurel decides no discount, and no quote is looked at. A till that was offline says it always. Left out: Laurel decides. */
            given?: components["schemas"]["GivenAtTill"][];
            /**
             * @description What was handed back of the payments; left out: it is deducted from them already.
             * @example 500
             */
            changeMinor?: number;
            /**
             * @description The token of the quote that the customer was shown; no part of the meaning.
             * @example eyJzdG9yZSI6IjI5MiJ9.c2VhbA
             */
            quote?: string;
        };
        /** @description A discount that the till gave by itself. */
        GivenAtTill: {
            /**
             * @description The line, from 0.
             * @example 0
             */
            line: number;
            /**
             * @description What was taken off the line, in minor units.
             * @example 500
             */
            amountMinor: number;
            /**
             * @description A word why, as it stands on the receipt.
             * @example offline
             */
            why: string;
        };
        /** @description The answer to a receipt, and what has become of it since. */
        StoredReceipt: {
            /** @example 292-0417-000871 */
            receiptId: string;
            /** @example 292 */
            storeId: string;
            /**
             * @description scored: counted for a member. anonymous: no member was named. unmatched: stored, counts when the card is enrolled. too-old: stored, not counted.
             * @enum {string}
             */
            disposition: "scored" | "anonymous" | "unmatched" | "too-old";
            /** @description The till's clock is ahead of ours; counted on the day of receipt. */
            clockAhead: boolean;
            /**
             * @description What became of the quote. honoured: as shown. expired: the sale did not happen within the life of the token. changed: goods, member or receipt are not those that were quoted. used: another receipt has used it, or the member used eight others in this half hour.
             * @enum {string}
             */
            quote: "none" | "honoured" | "expired" | "changed" | "used";
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            occurredAt: string;
            /**
             * Format: date
             * @description The day on which the receipt counts.
             * @example 2026-03-14
             */
            businessDay: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            receivedAt: string;
            /**
             * @description The version of the program that decided.
             * @example 1
             */
            programVersion: number;
            /**
             * @description ISO 4217 code.
             * @example RUB
             */
            currency: string;
            /**
             * @description Sum of the lines before benefits.
             * @example 125000
             */
            amountMinor: number;
            /**
             * @description Sum of the discounts.
             * @example 6250
             */
            discountMinor: number;
            /**
             * @description Sum of the lines after benefits.
             * @example 118750
             */
            soldMinor: number;
            /**
             * @description What was paid with the receipt: the sum of its payments less the change; without any, what was sold. It stays so, whatever is paid or handed back later.
             * @example 118750
             */
            paidMinor: number;
            lines: components["schemas"]["AnsweredLine"][];
            discounts: components["schemas"]["AnsweredDiscount"][];
            /** @example m7Qf2xKp9RtZ */
            memberId: string | null;
            statuses: components["schemas"]["StatusOutcome"][];
            /** @description Labels that it brought and took. */
            categories: {
                /**
                 * @example [
                 *       "parents"
                 *     ]
                 */
                added: string[];
                /** @example [] */
                removed: string[];
            };
            /**
             * @description To be printed on the receipt.
             * @example [
             *       "You are Regular now."
             *     ]
             */
            messages: string[];
            /**
             * @description paid-exceeds-sold: more was paid than sold, and counts so. other-currency: no amount of the program is in this currency, so the money counts for nothing.
             * @example []
             */
            notes: ("paid-exceeds-sold" | "other-currency")[];
            /** @description Rules that ran, and what became of them; those that changed nothing are left out. Of hundreds, those that did something come first, until 36,000 bytes are full. */
            reasons: components["schemas"]["RuleReason"][];
            /** @description After its returns and later payments; null: nothing has followed it. */
            left: components["schemas"]["ReceiptLeft"] | null;
            /** @description Came before it, could not be right, and took nothing. */
            refused: components["schemas"]["RefusedBefore"][];
        };
        /** @description What is left of a receipt. */
        ReceiptLeft: {
            /**
             * @description What is left of what was sold, in minor units.
             * @example 106875
             */
            soldMinor: number;
            /**
             * @description What is left of what was paid: with the receipt and later, less what was handed back. What a payment is answered is the same sum.
             * @example 106875
             */
            paidMinor: number;
            /**
             * @description What was handed back so far; `paidMinor` is without it already.
             * @example 11875
             */
            refundedMinor: number;
            /** @description The lines of which something is left. */
            lines: {
                /**
                 * @description The place of the line in the sale, from 0.
                 * @example 0
                 */
                line: number;
                /**
                 * @description What may still come back of it.
                 * @example 1
                 */
                quantity: number;
                /**
                 * @description What that costs after benefits, in minor units.
                 * @example 11875
                 */
                amountMinor: number;
            }[];
        };
        /** @description A return or a payment that came before its receipt, and could not be right. */
        RefusedBefore: {
            /** @enum {string} */
            kind: "return" | "payment";
            /**
             * @description The till's id of it.
             * @example return-1
             */
            id: string;
            /**
             * @description The problem that it would have been answered.
             * @example return-exceeds-original
             */
            code: string;
        };
        /** @description What was taken back: the same for each sending. */
        ReturnAnswer: {
            /**
             * @description The receipt that it follows.
             * @example 292-0417-000871
             */
            receiptId: string;
            /**
             * @description The receipt's store.
             * @example 292
             */
            saleStoreId: string;
            /**
             * @description Where it happened.
             * @example 292
             */
            storeId: string;
            /**
             * @description As its receipt was taken: scored, anonymous, unmatched or too-old. parked: the receipt is not there, in the store `saleStoreId`; nothing is done until it comes, and this counts right after it.
             * @enum {string}
             */
            disposition: "scored" | "anonymous" | "unmatched" | "too-old" | "parked";
            /** @description The till's clock is ahead of ours. */
            clockAhead: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            occurredAt: string;
            /** @description The receipt's day, on which this counts; null: parked. */
            businessDay: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            receivedAt: string;
            /**
             * @description The version of the program that decided; null: parked.
             * @example 1
             */
            programVersion: number | null;
            /**
             * @description ISO 4217 code of the receipt; null: parked.
             * @example RUB
             */
            currency: string | null;
            /**
             * @description The receipt's member; null: nobody.
             * @example m7Qf2xKp9RtZ
             */
            memberId: string | null;
            /** @example return-1 */
            returnId: string;
            /** @description What each line gave back. */
            lines: {
                /**
                 * @description The place of the line in the sale, from 0.
                 * @example 0
                 */
                line: number;
                /** @example 1 */
                quantity: number;
                /**
                 * @description What it had cost after benefits, in minor units.
                 * @example 11875
                 */
                amountMinor: number;
            }[];
            /**
             * @description Their sum: so much less was sold. 0 while parked.
             * @example 11875
             */
            soldMinor: number;
            /**
             * @description The part of what was paid that goes back. 0 while parked.
             * @example 11875
             */
            refundedMinor: number;
            statuses: components["schemas"]["StatusOutcome"][];
            /** @description Labels that it brought and took. */
            categories: {
                /**
                 * @example [
                 *       "parents"
                 *     ]
                 */
                added: string[];
                /** @example [] */
                removed: string[];
            };
        };
        /** @description A return that has happened: one of `all`, `lines` and `amountMinor` says what came back. */
        ReturnBody: {
            /**
             * @description If sent, the same as in the path.
             * @example return-1
             */
            returnId?: string;
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The store of the receipt, where it is another one of the brand; left out: the own. A wrong one is not noticed: what follows a receipt that is not there is `parked`.
             * @example 292
             */
            saleStoreId?: string;
            /**
             * Format: date-time
             * @description When it happened, by the till.
             * @example 2026-03-14T18:20:05+03:00
             */
            occurredAt: string;
            /**
             * @description The card that was shown, if you want it checked: the receipt must be its own, and a receipt of nobody is no card's.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description If you want it checked: it must be the receipt's.
             * @example RUB
             */
            currency?: string;
            /**
             * @description All that is left of the receipt comes back: also to void it.
             * @constant
             */
            all?: true;
            /** @description Goods of these lines come back. */
            lines?: components["schemas"]["ReturnedLine"][];
            /**
             * @description Money goes back without goods, in minor units.
             * @example 12250
             */
            amountMinor?: number;
            /**
             * @description What was really handed back, in minor units; left out: the share of what was paid that belongs to what comes back.
             * @example 12250
             */
            refundedMinor?: number;
        } & ({
            /** @constant */
            all: true;
        } | {
            lines: unknown[];
        } | {
            amountMinor: number;
        });
        /** @description Goods that come back. */
        ReturnedLine: {
            /**
             * @description The place of the line in the sale, from 0.
             * @example 0
             */
            line: number;
            /**
             * @description What comes back of it, at most three decimals; of a line of quantity 0: 0.
             * @example 1
             */
            quantity: number;
        };
        /** @description What became of a payment: the same for each sending. */
        PaymentAnswer: {
            /**
             * @description The receipt that it follows.
             * @example 292-0417-000871
             */
            receiptId: string;
            /**
             * @description The receipt's store.
             * @example 292
             */
            saleStoreId: string;
            /**
             * @description Where it happened.
             * @example 292
             */
            storeId: string;
            /**
             * @description As its receipt was taken: scored, anonymous, unmatched or too-old. parked: the receipt is not there, in the store `saleStoreId`; nothing is done until it comes, and this counts right after it.
             * @enum {string}
             */
            disposition: "scored" | "anonymous" | "unmatched" | "too-old" | "parked";
            /** @description The till's clock is ahead of ours. */
            clockAhead: boolean;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            occurredAt: string;
            /** @description The receipt's day, on which this counts; null: parked. */
            businessDay: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            receivedAt: string;
            /**
             * @description The version of the program that decided; null: parked.
             * @example 1
             */
            programVersion: number | null;
            /**
             * @description ISO 4217 code of the receipt; null: parked.
             * @example RUB
             */
            currency: string | null;
            /**
             * @description The receipt's member; null: nobody.
             * @example m7Qf2xKp9RtZ
             */
            memberId: string | null;
            /** @example payment-2 */
            paymentId: string;
            /**
             * @description What was paid, in minor units.
             * @example 50000
             */
            amountMinor: number;
            /**
             * @description Paid for the receipt in all, with this payment, less what was handed back by then; null: parked, and not known yet.
             * @example 118750
             */
            paidMinor: number | null;
            statuses: components["schemas"]["StatusOutcome"][];
            /** @description Labels that it brought and took. */
            categories: {
                /**
                 * @example [
                 *       "parents"
                 *     ]
                 */
                added: string[];
                /** @example [] */
                removed: string[];
            };
            /**
             * @description To be printed on the receipt.
             * @example [
             *       "You are Regular now."
             *     ]
             */
            messages: string[];
            /**
             * @description paid-exceeds-sold: more was paid than is left of the receipt, and counts so.
             * @example []
             */
            notes: "paid-exceeds-sold"[];
            /** @description Rules that the payment woke, and what became of them, as a receipt tells them. */
            reasons: components["schemas"]["RuleReason"][];
        };
        /** @description A later payment of a receipt. */
        PaymentBody: {
            /**
             * @description If sent, the same as in the path.
             * @example payment-2
             */
            paymentId?: string;
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The store of the receipt, where it is another one of the brand; left out: the own. A wrong one is not noticed: what follows a receipt that is not there is `parked`.
             * @example 292
             */
            saleStoreId?: string;
            /**
             * Format: date-time
             * @description When it happened, by the till.
             * @example 2026-03-14T18:20:05+03:00
             */
            occurredAt: string;
            /**
             * @description The card that was shown, if you want it checked: the receipt must be its own, and a receipt of nobody is no card's.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description If you want it checked: it must be the receipt's.
             * @example RUB
             */
            currency?: string;
            /**
             * @description What was paid, in minor units.
             * @example 50000
             */
            amountMinor: number;
            /**
             * @description How it was paid, in words of your own; it is not kept, and no part of the meaning.
             * @example cash
             */
            kind?: string;
        };
        /** @description What became of each. */
        BatchAnswer: {
            /** @description One for each, in the same order. */
            items: {
                /**
                 * @description As its own route would have answered.
                 * @example 201
                 */
                status: number;
                /** @description The answer, or the problem, of its route. */
                body: {
                    [key: string]: unknown;
                };
            }[];
        };
        /** @description What has happened, oldest first. */
        BatchBody: {
            /** @description Worked off in this order: at most 100. */
            items: components["schemas"]["BatchItem"][];
        };
        /** @description One of a batch: what its own route would be sent. */
        BatchItem: {
            /** @enum {string} */
            kind: "receipt" | "return" | "payment" | "visit" | "visit-payment" | "activity";
            /**
             * @description Its own id, as in the path of its route.
             * @example 292-0417-000871
             */
            id: string;
            /**
             * @description Of a return and a payment the receipt, of a payment of a visit the visit that it follows.
             * @example 292-0417-000871
             */
            saleId?: string;
            /**
             * @description The same as `storeId` in its body.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The body of its route.
             * @example {
             *       "occurredAt": "2026-03-14T18:20:05+03:00",
             *       "currency": "RUB",
             *       "lines": [
             *         {
             *           "sku": "TEA",
             *           "quantity": 1,
             *           "amountMinor": 10000
             *         }
             *       ]
             *     }
             */
            body: {
                [key: string]: unknown;
            };
        };
        /** @description The visit as it stands, also for a repetition and for a change that is older than what is stored. */
        VisitAnswer: {
            /** @example visit-4711 */
            visitId: string;
            /** @example 292 */
            storeId: string;
            /**
             * @description scored: it is of a member. unmatched: stored, counts when the card is enrolled. too-old: stored, not counted.
             * @enum {string}
             */
            disposition: "scored" | "anonymous" | "unmatched" | "too-old";
            /** @description The clock that told it is ahead of ours. */
            clockAhead: boolean;
            /**
             * Format: date
             * @description The day on which it counts, or would.
             * @example 2026-03-14
             */
            businessDay: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            receivedAt: string;
            /**
             * @description The version of the program that decided.
             * @example 1
             */
            programVersion: number;
            /** @example m7Qf2xKp9RtZ */
            memberId: string | null;
            statuses: components["schemas"]["StatusOutcome"][];
            /** @description Labels that it brought and took. */
            categories: {
                /**
                 * @example [
                 *       "parents"
                 *     ]
                 */
                added: string[];
                /** @example [] */
                removed: string[];
            };
            /**
             * @description To be printed on the receipt.
             * @example [
             *       "You are Regular now."
             *     ]
             */
            messages: string[];
            /** @description Rules that it woke, and what became of them, as a receipt tells them. */
            reasons: components["schemas"]["RuleReason"][];
            /**
             * @description booked: it is to come, or it is not known. came: it counts. no-show: the client did not come. cancelled: nothing is left of it.
             * @enum {string}
             */
            status: "booked" | "came" | "no-show" | "cancelled";
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description When the visit became as it stands.
             * @example 2026-03-14T15:20:05.000Z
             */
            changedAt: string;
            /**
             * @description ISO 4217 code.
             * @example RUB
             */
            currency: string;
            /**
             * @description What is charged, in minor units.
             * @example 250000
             */
            soldMinor: number;
            /**
             * @description Paid in all: with the visit, and in payments of their own.
             * @example 250000
             */
            paidMinor: number;
            /**
             * @description paid-exceeds-sold: more was paid than is charged, and counts so while the visit is `came`.
             * @example []
             */
            notes: "paid-exceeds-sold"[];
        };
        /** @description A visit, all of it, as it is now. */
        VisitBody: {
            /**
             * @description If sent, the same as in the path.
             * @example visit-4711
             */
            visitId?: string;
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The member, if the id is known.
             * @example m7Qf2xKp9RtZ
             */
            memberId?: string;
            /**
             * @description The client's card. With a member id: both must be of one person.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description booked: it is to come, or it is not known. came: it counts. no-show: the client did not come. cancelled: nothing is left of it.
             * @enum {string}
             */
            status: "booked" | "came" | "no-show" | "cancelled";
            /**
             * Format: date-time
             * @description When the visit begins: it counts on the business day of it.
             * @example 2026-03-14T18:20:05+03:00
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description When it became so: changes are ordered by it, whenever they arrive. Left out: when it arrives, so a repetition is the newest change.
             * @example 2026-03-14T18:20:05+03:00
             */
            changedAt?: string;
            /**
             * @description Active ISO 4217 code, in capitals.
             * @example RUB
             */
            currency: string;
            /**
             * @description What is charged, in minor units; or `lines`.
             * @example 250000
             */
            amountMinor?: number;
            /** @description The services and goods, at what is charged for them; or `amountMinor`. */
            lines?: components["schemas"]["SaleLine"][];
            /**
             * @description Paid with the visit; left out: what is charged. 0 where payments are told by themselves.
             * @example 250000
             */
            paidMinor?: number;
        };
        /** @description The visit with this payment: the same for each sending. */
        VisitPaymentAnswer: {
            /** @example payment-1 */
            paymentId: string;
            /** @example visit-4711 */
            visitId: string;
            /** @example 292 */
            storeId: string;
            /**
             * @description scored: it is of a member. unmatched: stored, counts when the card is enrolled. too-old: stored, not counted.
             * @enum {string}
             */
            disposition: "scored" | "anonymous" | "unmatched" | "too-old";
            /** @description The clock that told it is ahead of ours. */
            clockAhead: boolean;
            /**
             * Format: date
             * @description The day on which it counts, or would.
             * @example 2026-03-14
             */
            businessDay: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            receivedAt: string;
            /**
             * @description The version of the program that decided.
             * @example 1
             */
            programVersion: number;
            /** @example m7Qf2xKp9RtZ */
            memberId: string | null;
            statuses: components["schemas"]["StatusOutcome"][];
            /** @description Labels that it brought and took. */
            categories: {
                /**
                 * @example [
                 *       "parents"
                 *     ]
                 */
                added: string[];
                /** @example [] */
                removed: string[];
            };
            /**
             * @description To be printed on the receipt.
             * @example [
             *       "You are Regular now."
             *     ]
             */
            messages: string[];
            /** @description Rules that it woke, and what became of them, as a receipt tells them. */
            reasons: components["schemas"]["RuleReason"][];
            /**
             * @description booked: it is to come, or it is not known. came: it counts. no-show: the client did not come. cancelled: nothing is left of it.
             * @enum {string}
             */
            status: "booked" | "came" | "no-show" | "cancelled";
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            startsAt: string;
            /**
             * Format: date-time
             * @description When the visit became as it stands.
             * @example 2026-03-14T15:20:05.000Z
             */
            changedAt: string;
            /**
             * @description ISO 4217 code.
             * @example RUB
             */
            currency: string;
            /**
             * @description What is charged, in minor units.
             * @example 250000
             */
            soldMinor: number;
            /**
             * @description Paid in all: with the visit, and in payments of their own.
             * @example 250000
             */
            paidMinor: number;
            /**
             * @description paid-exceeds-sold: more was paid than is charged, and counts so while the visit is `came`.
             * @example []
             */
            notes: "paid-exceeds-sold"[];
        };
        /** @description A payment of a visit: before it, with it, or later. */
        VisitPaymentBody: {
            /**
             * @description If sent, the same as in the path.
             * @example payment-2
             */
            paymentId?: string;
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The store of the visit, where it is another one of the brand; left out: the own.
             * @example 292
             */
            visitStoreId?: string;
            /**
             * Format: date-time
             * @description When it was paid.
             * @example 2026-03-14T18:20:05+03:00
             */
            occurredAt: string;
            /**
             * @description What was paid, in minor units.
             * @example 50000
             */
            amountMinor: number;
            /**
             * @description The client's card, if you want it checked: the visit must be its own.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description How it was paid, in words of your own; it is not kept, and no part of the meaning.
             * @example cash
             */
            kind?: string;
        };
        /** @description What became of an activity: the same for each sending. */
        ActivityAnswer: {
            /** @example review-90210 */
            activityId: string;
            /**
             * @description One of the `activities` of the program.
             * @example review
             */
            activity: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            occurredAt: string;
            /** @example 292 */
            storeId: string;
            /**
             * @description scored: it is of a member. unmatched: stored, counts when the card is enrolled. too-old: stored, not counted.
             * @enum {string}
             */
            disposition: "scored" | "anonymous" | "unmatched" | "too-old";
            /** @description The clock that told it is ahead of ours. */
            clockAhead: boolean;
            /**
             * Format: date
             * @description The day on which it counts, or would.
             * @example 2026-03-14
             */
            businessDay: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            receivedAt: string;
            /**
             * @description The version of the program that decided.
             * @example 1
             */
            programVersion: number;
            /** @example m7Qf2xKp9RtZ */
            memberId: string | null;
            statuses: components["schemas"]["StatusOutcome"][];
            /** @description Labels that it brought and took. */
            categories: {
                /**
                 * @example [
                 *       "parents"
                 *     ]
                 */
                added: string[];
                /** @example [] */
                removed: string[];
            };
            /**
             * @description To be printed on the receipt.
             * @example [
             *       "You are Regular now."
             *     ]
             */
            messages: string[];
            /** @description Rules that it woke, and what became of them, as a receipt tells them. */
            reasons: components["schemas"]["RuleReason"][];
        };
        /** @description Something that a member did. */
        ActivityBody: {
            /**
             * @description If sent, the same as in the path.
             * @example review-90210
             */
            activityId?: string;
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
            /**
             * @description The member, if the id is known.
             * @example m7Qf2xKp9RtZ
             */
            memberId?: string;
            /**
             * @description The member's card. With a member id: both must be of one person.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description One of the `activities` of the program.
             * @example review
             */
            activity: string;
            /**
             * Format: date-time
             * @description When it was done.
             * @example 2026-03-14T18:20:05+03:00
             */
            occurredAt: string;
        };
        /** @description The member of the card. */
        EnrolAnswer: {
            /** @example m7Qf2xKp9RtZ */
            memberId: string;
            /** @example LC-100042 */
            cardNumber: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            enrolledAt: string;
            /**
             * @description Eight digits to print for the member: with the card they link a login, once. null: sent again a day later, or when it was used; print a new one.
             * @example 40718263
             */
            linkCode: string | null;
            statuses: components["schemas"]["HeldStatus"][];
            /**
             * @description Earlier receipts of this card that count from now on.
             * @example 0
             */
            claimed: number;
            /**
             * @description There are more earlier receipts; they are counted within minutes, and nothing need be sent.
             * @example false
             */
            claimsPending: boolean;
            /**
             * @description Another member had invited them: the card of `invitedBy` was known.
             * @example false
             */
            invited: boolean;
        };
        /** @description Who becomes a member. */
        EnrolBody: {
            /**
             * @description Number of a member's loyalty card, small letters like large ones. What lies in a payment network's own ranges, has its length and its check digit is refused, unless the deployment names it as its own.
             * @example LC-100042
             */
            cardNumber: string;
            /**
             * @description Name, as the member gives it.
             * @example Anna
             */
            name?: string;
            /**
             * @description E.164.
             * @example +79161234567
             */
            phone?: string;
            /**
             * @description The card of the member who invited them. One that nobody has, or their own, changes nothing. No part of what makes an enrolment the same.
             * @example LC-100007
             */
            invitedBy?: string;
            /**
             * @description What the program's rules may ask of the person: at most 50.
             * @example {
             *       "district": "Sovetsky",
             *       "car": true
             *     }
             */
            attributes?: {
                [key: string]: string | number | boolean;
            };
        };
        /** @description Never a name or a phone. */
        ResolveAnswer: {
            /**
             * @description null: nobody has this card.
             * @example m7Qf2xKp9RtZ
             */
            memberId: string | null;
            statuses: {
                /** @example level */
                system: string;
                /** @example regular */
                status: string | null;
                /**
                 * @description Title of the status.
                 * @example Regular
                 */
                title: string | null;
            }[];
            /** @description The member's own discount, which stays; null: none. */
            standingDiscount: components["schemas"]["StandingDiscount"] | null;
        };
        /** @description The member's own discount: it competes on every receipt, and the largest wins. */
        StandingDiscount: {
            /**
             * @description A percentage, as people write it.
             * @example 5
             */
            percent: string;
            /**
             * @description The rule that gave it.
             * @example by-visits
             */
            rule: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            since: string;
            /**
             * @description When it ends by itself; null: at no set moment.
             * @example null
             */
            until: string | null;
            /**
             * @description The one that shows when it ends; null: none, or it does not end.
             * @example null
             */
            then: string | null;
        };
        /** @description The card that was shown. */
        ResolveBody: {
            /**
             * @description Number of a member's loyalty card, small letters like large ones. What lies in a payment network's own ranges, has its length and its check digit is refused, unless the deployment names it as its own.
             * @example LC-100042
             */
            cardNumber: string;
        };
        /** @description A new code. */
        PrintCodeAnswer: {
            /** @example LC-100042 */
            cardNumber: string;
            /**
             * @description Eight digits to print: with the card they link a login, once. The code before opens nothing any more.
             * @example 73920518
             */
            linkCode: string;
        };
        /** @description The card whose code is printed. */
        PrintCodeBody: {
            /**
             * @description Number of a member's loyalty card, small letters like large ones. What lies in a payment network's own ranges, has its length and its check digit is refused, unless the deployment names it as its own.
             * @example LC-100042
             */
            cardNumber: string;
            /**
             * @description The point of sale. Needed only when the key speaks for several; it must be one of them.
             * @example 292
             */
            storeId?: string;
        };
        /** @description The member of this login. */
        LinkAnswer: {
            /** @example m7Qf2xKp9RtZ */
            memberId: string;
        };
        /** @description Empty: by the verified phone of the token. Else card and code, both. */
        LinkBody: {
            /**
             * @description Number of a member's loyalty card, small letters like large ones. What lies in a payment network's own ranges, has its length and its check digit is refused, unless the deployment names it as its own.
             * @example LC-100042
             */
            cardNumber?: string;
            /**
             * @description The eight digits that were printed at enrolment.
             * @example 40718263
             */
            code?: string;
        };
        /** @description Who I am here. */
        MeAnswer: {
            /** @example m7Qf2xKp9RtZ */
            memberId: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            enrolledAt: string;
            statuses: components["schemas"]["TitledStatus"][];
            /** @description The member's own discount, which stays; null: none. */
            standingDiscount: components["schemas"]["StandingDiscount"] | null;
        };
        /** @description A status with its titles. */
        TitledStatus: {
            /**
             * @description Name of the status system.
             * @example level
             */
            system: string;
            /**
             * @description Title of the status system.
             * @example Level
             */
            title: string;
            /**
             * @description Name of the status; null: none of them.
             * @example regular
             */
            status: string | null;
            /**
             * @description Title of the status.
             * @example Regular
             */
            statusTitle: string | null;
        };
        /** @description My statuses, and the discount that stays with me. */
        MyStatusesAnswer: {
            statuses: components["schemas"]["StatusView"][];
            /** @description The member's own discount, which stays; null: none. */
            standingDiscount: components["schemas"]["StandingDiscount"] | null;
        };
        /** @description A status with everything that an app shows of it. */
        StatusView: {
            /**
             * @description Name of the status system.
             * @example level
             */
            system: string;
            /**
             * @description Title of the status system.
             * @example Level
             */
            title: string;
            /**
             * @description Name of the status; null: none of them.
             * @example regular
             */
            status: string | null;
            /** @example Regular */
            statusTitle: string | null;
            /**
             * @description What the status is, for people.
             * @example For regular guests
             */
            description: string | null;
            /**
             * @description What the status gives, in words.
             * @example [
             *       "5% off each receipt"
             *     ]
             */
            preferences: string[];
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            since: string;
            /**
             * @description When it ends by itself; null: at no set moment.
             * @example null
             */
            until: string | null;
            /**
             * @description What returns when the present status ends; null: it does not end by itself.
             * @example null
             */
            earned: string | null;
            why: components["schemas"]["WhyGiven"];
            /** @description When it is reviewed next; null: at no turn. */
            reviewAt: string | null;
            /** @description How far the running period has come, or what counts where there are none; null: no value gives its statuses. */
            progress: {
                /** @example bought */
                counter: string;
                /** @enum {string} */
                unit: "money" | "count" | "quantity";
                /**
                 * @description Of money: ISO 4217.
                 * @example RUB
                 */
                currency: string | null;
                /**
                 * @description Measured so far: minor units, a count, or thousandths.
                 * @example 640000
                 */
                value: number;
            } | null;
            /** @description The next higher status; null: this is the highest. */
            next: {
                status: string;
                title: string;
                /**
                 * @description The least further amount that fulfils the condition, in the unit of the counter.
                 * @example 1
                 */
                missing: number;
                /**
                 * @description What further counters have to come to, where the row asks for them.
                 * @example [
                 *       {
                 *         "counter": "visits",
                 *         "unit": "count",
                 *         "currency": null,
                 *         "missing": 2
                 *       }
                 *     ]
                 */
                also?: {
                    /** @example visits */
                    counter: string;
                    /** @enum {string} */
                    unit: "money" | "count" | "quantity";
                    currency: string | null;
                    /** @example 2 */
                    missing: number;
                }[];
            } | null;
            /** @description What is missing to keep the present status; null: nothing can lower it. */
            keep: {
                /**
                 * @description 0: the present status is safe, unless something else is missing too.
                 * @example 0
                 */
                missing: number;
                /**
                 * @description What further counters have to come to, where the row asks for them.
                 * @example [
                 *       {
                 *         "counter": "visits",
                 *         "unit": "count",
                 *         "currency": null,
                 *         "missing": 2
                 *       }
                 *     ]
                 */
                also?: {
                    /** @example visits */
                    counter: string;
                    /** @enum {string} */
                    unit: "money" | "count" | "quantity";
                    currency: string | null;
                    /** @example 2 */
                    missing: number;
                }[];
            } | null;
            /**
             * @description What the coming review would leave if nothing more came.
             * @example regular
             */
            forNextPeriod: string | null;
            /** @description All statuses of the system, lowest first. */
            ladder: {
                /**
                 * @description Name of the status.
                 * @example regular
                 */
                status: string;
                /** @example Regular */
                title: string;
                /**
                 * @description What it is, for people.
                 * @example null
                 */
                description: string | null;
                /**
                 * @description What it gives, in words.
                 * @example [
                 *       "5% off each receipt"
                 *     ]
                 */
                preferences: string[];
                /**
                 * @description What earns it, as the program says it; null: nothing does.
                 * @example over 10000 RUB
                 */
                words: string | null;
                /**
                 * @description Up to this value it holds: minor units or a count; null for the highest.
                 * @example 2000000
                 */
                threshold: number | null;
            }[];
        };
        /** @description initial: the status of a new member. review: the value that the review of a period saw. raised-at-once: the value that the running period reached. rule: a rule gave it for a receipt, or took the one off that was held, and there is none. dropped: a version of the program took out the status that was held, and this one follows it. taken-back: goods of the receipt came back for which a rule had given the status `was`, and this one is held again. override: an operator put it there. */
        WhyGiven: {
            /** @constant */
            kind: "initial";
        } | {
            /** @constant */
            kind: "review";
            period: components["schemas"]["DayRange"];
            /** @example 1250000 */
            value: number;
            /** @example 1 */
            programVersion: number;
        } | {
            /** @constant */
            kind: "raised-at-once";
            period: components["schemas"]["DayRange"];
            /** @example 1250000 */
            value: number;
            /** @example 1 */
            programVersion: number;
        } | {
            /** @constant */
            kind: "dropped";
            /**
             * @description The status that is no more.
             * @example platinum
             */
            was: string;
            /** @example 2 */
            programVersion: number;
        } | {
            /** @constant */
            kind: "override";
            mode: components["schemas"]["OverrideMode"];
            /**
             * Format: date-time
             * @description When it was put there.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
        } | {
            /** @constant */
            kind: "taken-back";
            /**
             * @description The status that a rule had given for the goods; null: it had taken this one off.
             * @example gold
             */
            was: string | null;
            /** @example 292 */
            storeId: string;
            /**
             * @description The id of the receipt, or of what `entry` names.
             * @example 292-0417-000871
             */
            receiptId: string;
            /**
             * @description What it was, if it was no receipt. Left out: a receipt.
             * @enum {string}
             */
            entry?: "visit" | "activity";
            /**
             * Format: date
             * @description Civil day in the program's zone.
             * @example 2026-03-14
             */
            day: string;
            /** @example 1 */
            programVersion: number;
        } | {
            /** @constant */
            kind: "rule";
            /** @example welcome-gold */
            rule: string;
            /** @description null: the rule depends on nothing that is measured. */
            measured: {
                counter: string;
                value: number;
                row: string;
            } | null;
            /** @example 292 */
            storeId: string;
            /**
             * @description The id of the receipt, or of what `entry` names.
             * @example 292-0417-000871
             */
            receiptId: string;
            /**
             * @description What it was, if it was no receipt. Left out: a receipt.
             * @enum {string}
             */
            entry?: "visit" | "activity";
            /**
             * Format: date
             * @description Civil day in the program's zone.
             * @example 2026-03-14
             */
            day: string;
            /** @example 1 */
            programVersion: number;
            /**
             * @description The status that the rule took off. Left out: it gave one, or what it took off is not known.
             * @example gold
             */
            was?: string;
        };
        /** @description Days, the last one excluded. */
        DayRange: {
            /**
             * Format: date
             * @description The first day.
             * @example 2026-03-01
             */
            from: string;
            /**
             * Format: date
             * @description The first day after it.
             * @example 2026-04-01
             */
            to: string;
        };
        /**
         * @description set: this status shows. floor: none below it. ceiling: none above it. freeze: the one that was held at that moment.
         * @example floor
         * @enum {string}
         */
        OverrideMode: "set" | "floor" | "ceiling" | "freeze";
        /** @description Why I have a status. */
        WhyAnswer: {
            /** @example level */
            system: string;
            /** @example Level */
            title: string;
            /** @example regular */
            status: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            since: string;
            because: components["schemas"]["WhyGiven"];
            /** @description The days that were measured; null: nothing was. */
            period: components["schemas"]["DayRange"] | null;
            /** @description null: nobody has to earn this status. */
            measured: {
                /**
                 * @description The program's counter.
                 * @example bought
                 */
                counter: string;
                /** @enum {string} */
                unit: "money" | "count" | "quantity";
                /**
                 * @description Of money: ISO 4217.
                 * @example RUB
                 */
                currency: string | null;
                /**
                 * @description What the review saw.
                 * @example 1250000
                 */
                value: number;
                /**
                 * @description The program's row that it fell into.
                 * @example over 10000 RUB
                 */
                row: string | null;
                /**
                 * @description What the receipts add up to now; differs where one came too late to count. null: they are more than a page.
                 * @example 1250000
                 */
                total: number | null;
            } | null;
            /** @description A page of the receipts behind it, oldest first; it may be empty, and not the last. */
            entries: components["schemas"]["Contribution"][];
            /**
             * @description The cursor of the next page; null: this was the last.
             * @example null
             */
            next: string | null;
            /**
             * @description The same for people.
             * @example [
             *       "Regular asks for over 10000 RUB."
             *     ]
             */
            sentences: string[];
        };
        /** @description A receipt behind a status, what followed one, or a change of a visit or an activity. */
        Contribution: {
            /** @example 292 */
            storeId: string;
            /**
             * @description The id of the receipt, or of what `entry` names.
             * @example 292-0417-000871
             */
            receiptId: string;
            /**
             * @description What it was, if it was no receipt. Left out: a receipt.
             * @enum {string}
             */
            entry?: "visit" | "activity";
            /** @description The return or the payment that it is; left out: the receipt itself. */
            followUp?: {
                /** @enum {string} */
                kind: "return" | "payment";
                /** @example return-1 */
                id: string;
            };
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            occurredAt: string;
            /**
             * Format: date
             * @description Civil day in the program's zone.
             * @example 2026-03-14
             */
            businessDay: string;
            /**
             * @description What it counted for: minor units or a count; a return counts below 0.
             * @example 118750
             */
            amount: number;
        };
        /** @description A member as support sees it. */
        MemberAnswer: {
            /** @example m7Qf2xKp9RtZ */
            memberId: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            enrolledAt: string;
            /** @description Personal data, as far as support needs it. */
            contact: {
                /** @example Anna */
                name: string | null;
                /**
                 * @description Masked but for its last two digits.
                 * @example +*********67
                 */
                phone: string | null;
            };
            statuses: components["schemas"]["StaffStatusView"][];
            /** @description Labels that the rules gave the member. */
            categories: {
                /** @example parents */
                category: string;
                /**
                 * Format: date-time
                 * @description RFC 3339 time in UTC.
                 * @example 2026-03-14T15:20:05.000Z
                 */
                since: string;
            }[];
            /** @description The member's own discount, which stays; null: none. */
            standingDiscount: components["schemas"]["StandingDiscount"] | null;
            /** @description How much stands behind it. */
            entries: {
                /**
                 * @description Receipts, returns and payments that have counted.
                 * @example 12
                 */
                count: number;
            };
        };
        /** @description A status as support sees it. */
        StaffStatusView: {
            /**
             * @description Name of the status system.
             * @example level
             */
            system: string;
            /**
             * @description Title of the status system.
             * @example Level
             */
            title: string;
            /**
             * @description Name of the status; null: none of them.
             * @example regular
             */
            status: string | null;
            /** @example Regular */
            statusTitle: string | null;
            /**
             * @description What the status is, for people.
             * @example For regular guests
             */
            description: string | null;
            /**
             * @description What the status gives, in words.
             * @example [
             *       "5% off each receipt"
             *     ]
             */
            preferences: string[];
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            since: string;
            /**
             * @description When it ends by itself; null: at no set moment.
             * @example null
             */
            until: string | null;
            /**
             * @description What returns when the present status ends; null: it does not end by itself.
             * @example null
             */
            earned: string | null;
            why: components["schemas"]["WhyGiven"];
            /** @description When it is reviewed next; null: at no turn. */
            reviewAt: string | null;
            /** @description How far the running period has come, or what counts where there are none; null: no value gives its statuses. */
            progress: {
                /** @example bought */
                counter: string;
                /** @enum {string} */
                unit: "money" | "count" | "quantity";
                /**
                 * @description Of money: ISO 4217.
                 * @example RUB
                 */
                currency: string | null;
                /**
                 * @description Measured so far: minor units, a count, or thousandths.
                 * @example 640000
                 */
                value: number;
            } | null;
            /** @description The next higher status; null: this is the highest. */
            next: {
                status: string;
                title: string;
                /**
                 * @description The least further amount that fulfils the condition, in the unit of the counter.
                 * @example 1
                 */
                missing: number;
                /**
                 * @description What further counters have to come to, where the row asks for them.
                 * @example [
                 *       {
                 *         "counter": "visits",
                 *         "unit": "count",
                 *         "currency": null,
                 *         "missing": 2
                 *       }
                 *     ]
                 */
                also?: {
                    /** @example visits */
                    counter: string;
                    /** @enum {string} */
                    unit: "money" | "count" | "quantity";
                    currency: string | null;
                    /** @example 2 */
                    missing: number;
                }[];
            } | null;
            /** @description What is missing to keep the present status; null: nothing can lower it. */
            keep: {
                /**
                 * @description 0: the present status is safe, unless something else is missing too.
                 * @example 0
                 */
                missing: number;
                /**
                 * @description What further counters have to come to, where the row asks for them.
                 * @example [
                 *       {
                 *         "counter": "visits",
                 *         "unit": "count",
                 *         "currency": null,
                 *         "missing": 2
                 *       }
                 *     ]
                 */
                also?: {
                    /** @example visits */
                    counter: string;
                    /** @enum {string} */
                    unit: "money" | "count" | "quantity";
                    currency: string | null;
                    /** @example 2 */
                    missing: number;
                }[];
            } | null;
            /**
             * @description What the coming review would leave if nothing more came.
             * @example regular
             */
            forNextPeriod: string | null;
            /** @description All statuses of the system, lowest first. */
            ladder: {
                /**
                 * @description Name of the status.
                 * @example regular
                 */
                status: string;
                /** @example Regular */
                title: string;
                /**
                 * @description What it is, for people.
                 * @example null
                 */
                description: string | null;
                /**
                 * @description What it gives, in words.
                 * @example [
                 *       "5% off each receipt"
                 *     ]
                 */
                preferences: string[];
                /**
                 * @description What earns it, as the program says it; null: nothing does.
                 * @example over 10000 RUB
                 */
                words: string | null;
                /**
                 * @description Up to this value it holds: minor units or a count; null for the highest.
                 * @example 2000000
                 */
                threshold: number | null;
            }[];
            /**
             * @description By the rules alone; it goes on under an override.
             * @example regular
             */
            computed: string | null;
            /**
             * @description null: nothing is over it.
             * @example null
             */
            override: components["schemas"]["HeldOverride"] | null;
            /**
             * @description How often an override was written here: what `If-Match` names to write another.
             * @example 0
             */
            overrideRevision: number;
        };
        /** @description What an operator has put over a status. */
        HeldOverride: {
            mode: components["schemas"]["OverrideMode"];
            /**
             * @description The status it names; of a freeze the one that was held.
             * @example regular
             */
            status: string | null;
            /** @description When it ends; null: a set at the next review, else when it is taken off. */
            until: string | null;
            /**
             * Format: date-time
             * @description When it was put there.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            /** @example The receipts of March were given to another card. */
            reason: string;
            /**
             * @description Who put it there.
             * @example ada@example.com
             */
            actor: string;
        };
        /** @description A page of a member's history. */
        HistoryAnswer: {
            /** @description Newest first. */
            items: components["schemas"]["HistoryItem"][];
            /**
             * @description The cursor of the next page; null: this was the last.
             * @example null
             */
            next: string | null;
        };
        /** @description Something that changed for a member. */
        HistoryItem: {
            /**
             * @description 1, 2, 3 … in the member's history.
             * @example 2
             */
            seq: number;
            /**
             * Format: date-time
             * @description When it became true.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            /**
             * Format: date-time
             * @description When it was found out.
             * @example 2026-03-14T15:20:05.000Z
             */
            recordedAt: string;
            /** @example 1 */
            programVersion: number;
            /** @constant */
            kind: "enrolled";
            /**
             * @description Statuses of the new member, by system.
             * @example {
             *       "level": "guest"
             *     }
             */
            statuses: {
                [key: string]: string | null;
            };
        } | {
            /**
             * @description 1, 2, 3 … in the member's history.
             * @example 2
             */
            seq: number;
            /**
             * Format: date-time
             * @description When it became true.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            /**
             * Format: date-time
             * @description When it was found out.
             * @example 2026-03-14T15:20:05.000Z
             */
            recordedAt: string;
            /** @example 1 */
            programVersion: number;
            /** @constant */
            kind: "status-changed";
            /** @example level */
            system: string;
            /** @example guest */
            from: string | null;
            /** @example regular */
            to: string | null;
            /**
             * @description By the weight of the statuses; changed: both have the same.
             * @enum {string}
             */
            direction: "raised" | "lowered" | "changed";
            why: components["schemas"]["WhyGiven"];
        } | {
            /**
             * @description 1, 2, 3 … in the member's history.
             * @example 2
             */
            seq: number;
            /**
             * Format: date-time
             * @description When it became true.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            /**
             * Format: date-time
             * @description When it was found out.
             * @example 2026-03-14T15:20:05.000Z
             */
            recordedAt: string;
            /** @example 1 */
            programVersion: number;
            /** @constant */
            kind: "category-changed";
            /** @example parents */
            category: string;
            /** @enum {string} */
            change: "added" | "removed";
            /**
             * @description The rule that did it.
             * @example baby-goods
             */
            rule: string;
            /** @example 292 */
            storeId: string;
            /**
             * @description The id of the receipt, or of what `entry` names.
             * @example 292-0417-000871
             */
            receiptId: string;
            /**
             * @description What it was, if it was no receipt. Left out: a receipt.
             * @enum {string}
             */
            entry?: "visit" | "activity";
        } | {
            /**
             * @description 1, 2, 3 … in the member's history.
             * @example 2
             */
            seq: number;
            /**
             * Format: date-time
             * @description When it became true.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            /**
             * Format: date-time
             * @description When it was found out.
             * @example 2026-03-14T15:20:05.000Z
             */
            recordedAt: string;
            /** @example 1 */
            programVersion: number;
            /** @constant */
            kind: "discount-changed";
            /**
             * @description What showed before; null: none.
             * @example null
             */
            from: string | null;
            /**
             * @description What shows since; null: none.
             * @example 5
             */
            to: string | null;
            /**
             * @description When what shows ends; null: at no set moment.
             * @example null
             */
            until: string | null;
            why: {
                /** @constant */
                kind: "given";
                /** @example by-visits */
                rule: string;
                /** @example 292 */
                storeId: string;
                /**
                 * @description The id of the receipt, or of what `entry` names.
                 * @example 292-0417-000871
                 */
                receiptId: string;
                /**
                 * @description What it was, if it was no receipt. Left out: a receipt.
                 * @enum {string}
                 */
                entry?: "visit" | "activity";
            } | {
                /** @constant */
                kind: "removed";
                /** @example long-away */
                rule: string;
                /** @example 292 */
                storeId: string;
                /**
                 * @description The id of the receipt, or of what `entry` names.
                 * @example 292-0417-000871
                 */
                receiptId: string;
                /**
                 * @description What it was, if it was no receipt. Left out: a receipt.
                 * @enum {string}
                 */
                entry?: "visit" | "activity";
            } | {
                /** @constant */
                kind: "taken-back";
                /** @example 292 */
                storeId: string;
                /**
                 * @description The id of the receipt, or of what `entry` names.
                 * @example 292-0417-000871
                 */
                receiptId: string;
                /**
                 * @description What it was, if it was no receipt. Left out: a receipt.
                 * @enum {string}
                 */
                entry?: "visit" | "activity";
            } | {
                /** @constant */
                kind: "ended";
            };
        } | {
            /**
             * @description 1, 2, 3 … in the member's history.
             * @example 2
             */
            seq: number;
            /**
             * Format: date-time
             * @description When it became true.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            /**
             * Format: date-time
             * @description When it was found out.
             * @example 2026-03-14T15:20:05.000Z
             */
            recordedAt: string;
            /** @example 1 */
            programVersion: number;
            /**
             * @description It counts for who had invited the member; or counts no more, as nothing is left of what was bought.
             * @enum {string}
             */
            kind: "friend-came" | "friend-left";
            /** @example m3Zr8aTq1LwC */
            inviter: string;
        } | {
            /**
             * @description 1, 2, 3 … in the member's history.
             * @example 2
             */
            seq: number;
            /**
             * Format: date-time
             * @description When it became true.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            /**
             * Format: date-time
             * @description When it was found out.
             * @example 2026-03-14T15:20:05.000Z
             */
            recordedAt: string;
            /** @example 1 */
            programVersion: number;
            /** @constant */
            kind: "code-printed";
            /**
             * @description Where a code was printed again that links a login.
             * @example 292
             */
            storeId: string;
        };
        /** @description A status with what is over it now. */
        OverrideAnswer: {
            /** @example m7Qf2xKp9RtZ */
            memberId: string;
            /** @example level */
            system: string;
            /**
             * @description The status that shows now.
             * @example regular
             */
            status: string | null;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            since: string;
            /**
             * @description When that ends by itself; null: at no set moment.
             * @example null
             */
            until: string | null;
            /**
             * @description By the rules alone; it goes on under an override.
             * @example regular
             */
            computed: string | null;
            /**
             * @description null: nothing is over it.
             * @example null
             */
            override: components["schemas"]["HeldOverride"] | null;
            /**
             * @description How often an override was written here: what `If-Match` names to write another.
             * @example 0
             */
            overrideRevision: number;
        };
        /** @description What an operator puts over a status. */
        OverrideBody: {
            mode: components["schemas"]["OverrideMode"];
            /**
             * @description Name of the status; null: none of them. Of a freeze it is left out, of the others it is needed.
             * @example regular
             */
            status?: string | null;
            /**
             * @description When it ends. Left out or null: a set at the next review, the others when they are taken off.
             * @example 2026-06-01T00:00:00+03:00
             */
            until?: string | null;
            /**
             * @description Why, in at most 200 letters: the audit tells it. Nothing personal.
             * @example Called the hotline: the delivery did not find them.
             */
            reason: string;
        };
        /** @description How to reach a member. That it was asked is told in the audit. */
        ContactAnswer: {
            /** @example m7Qf2xKp9RtZ */
            memberId: string;
            /** @example Anna */
            name: string | null;
            /**
             * @description In clear, E.164.
             * @example +79161234567
             */
            phone: string | null;
        };
        /** @description A page of what was done by hand. */
        AuditAnswer: {
            /** @description Newest first. */
            items: components["schemas"]["AuditEntry"][];
            /**
             * @description The cursor of the next page; null: this was the last.
             * @example null
             */
            next: string | null;
        };
        /** @description Something that was done by hand. */
        AuditEntry: {
            /** @example k3vq0x2m1abc */
            id: string;
            /**
             * Format: date-time
             * @description RFC 3339 time in UTC.
             * @example 2026-03-14T15:20:05.000Z
             */
            at: string;
            actor: {
                /** @constant */
                kind: "administrator";
                /** @example https://staff.example */
                issuer: string;
                /**
                 * @description By the token, as is the issuer.
                 * @example 5f0c8e7c
                 */
                subject: string;
                /**
                 * @description As the token says it, if it does.
                 * @example Ada
                 */
                name: string | null;
            } | {
                /** @constant */
                kind: "operator";
                /**
                 * @description Of the `laurel` command: what AWS says of the credentials, or the account of the machine.
                 * @example arn:aws:sts::123456789012:assumed-role/Operators/ada
                 */
                identity: string;
            };
            /**
             * @description `contact.read`, `till-key.created`, `till-key.revoked`, `program.activated`, `member.rebuilt`, `table.restored`, `table.healed`, `override.set`, `override.removed`, and what later releases add.
             * @example contact.read
             */
            action: string;
            /** @description What it was done to. */
            subject: {
                /**
                 * @description `member`, `till-key`, `program`, `table`.
                 * @example member
                 */
                kind: string;
                /** @example m7Qf2xKp9RtZ */
                id: string;
            };
            /** @description Null: none was asked for. */
            reason: string | null;
            /** @description Whose account it was: the actor's own, another's, or not to be told, since their login is linked to none. Null: no member's. */
            self: ("own" | "other" | "not-checkable") | null;
            /** @description What is another than it was, in a few words. */
            changes: {
                /** @example in force from */
                what: string;
                before: string | null;
                after: string | null;
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    quoteReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "storeId": "292",
                 *       "cardNumber": "LC-100042",
                 *       "occurredAt": "2026-03-14T18:20:05+03:00",
                 *       "currency": "RUB",
                 *       "lines": [
                 *         {
                 *           "sku": "BISCUITS-200G",
                 *           "quantity": 2,
                 *           "amountMinor": 25000
                 *         },
                 *         {
                 *           "sku": "CHEESE",
                 *           "quantity": 1.25,
                 *           "amountMinor": 100000
                 *         }
                 *       ],
                 *       "totalMinor": 125000
                 *     }
                 */
                "application/json": components["schemas"]["QuoteBody"];
            };
        };
        responses: {
            /** @description What would happen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "businessDay": "2026-03-14",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "amountMinor": 125000,
                     *       "discountMinor": 6250,
                     *       "soldMinor": 118750,
                     *       "lines": [
                     *         {
                     *           "sku": "BISCUITS-200G",
                     *           "amountMinor": 25000,
                     *           "discountMinor": 1250,
                     *           "soldMinor": 23750
                     *         },
                     *         {
                     *           "sku": "CHEESE",
                     *           "amountMinor": 100000,
                     *           "discountMinor": 5000,
                     *           "soldMinor": 95000
                     *         }
                     *       ],
                     *       "discounts": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "percent": "5",
                     *           "amountMinor": 6250
                     *         }
                     *       ],
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "status": "regular"
                     *         }
                     *       ],
                     *       "reasons": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "outcome": "won",
                     *           "percent": "5",
                     *           "because": {
                     *             "level": "regular"
                     *           }
                     *         },
                     *         {
                     *           "rule": "welcome-discount",
                     *           "outcome": "held-back",
                     *           "percent": "2",
                     *           "because": {}
                     *         }
                     *       ],
                     *       "token": "eyJzdG9yZUlkIjoiMjkyIn0.c2VhbA",
                     *       "expiresAt": "2026-03-14T15:50:05.000Z"
                     *     }
                     */
                    "application/json": components["schemas"]["QuoteAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `store-required`: This key speaks for several stores: say which. `too-many-lines`: There are too many lines. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `negative-sale`: A sale cannot be negative. `given-impossible`: A line was not given so much. `change-exceeds-payments`: No more is handed back than was paid. `lines-total-mismatch`: The lines do not add up to the total. `amount-too-large`: It adds up to more than any receipt can come to. `receipt-too-large`: The receipt takes more than can be stored. `occurred-in-future`: Its moment lies too far in the future. `occurred-implausible`: Its moment lies before any till existed. `member-ambiguous`: Member and card are of two people. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readReceipt: {
        parameters: {
            query?: {
                /** @description The point of sale. Needed only when the key speaks for several; it must be one of them. */
                storeId?: string;
            };
            header?: never;
            path: {
                /** @description The till's own id of the receipt, unique in its store. */
                receiptId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer that was given, and what has become of the receipt since. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000871",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "quote": "none",
                     *       "occurredAt": "2026-03-14T15:20:05.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T15:20:06.114Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "amountMinor": 125000,
                     *       "discountMinor": 6250,
                     *       "soldMinor": 118750,
                     *       "paidMinor": 118750,
                     *       "notes": [],
                     *       "lines": [
                     *         {
                     *           "sku": "BISCUITS-200G",
                     *           "amountMinor": 25000,
                     *           "discountMinor": 1250,
                     *           "soldMinor": 23750
                     *         },
                     *         {
                     *           "sku": "CHEESE",
                     *           "amountMinor": 100000,
                     *           "discountMinor": 5000,
                     *           "soldMinor": 95000
                     *         }
                     *       ],
                     *       "discounts": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "percent": "5",
                     *           "amountMinor": 6250
                     *         }
                     *       ],
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [
                     *           "parents"
                     *         ],
                     *         "removed": []
                     *       },
                     *       "messages": [
                     *         "You are Regular. 13600.01 RUB to Gold."
                     *       ],
                     *       "reasons": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "outcome": "won",
                     *           "percent": "5",
                     *           "because": {
                     *             "level": "regular"
                     *           }
                     *         },
                     *         {
                     *           "rule": "welcome-discount",
                     *           "outcome": "held-back",
                     *           "percent": "2",
                     *           "because": {}
                     *         }
                     *       ],
                     *       "left": {
                     *         "soldMinor": 106875,
                     *         "paidMinor": 106875,
                     *         "refundedMinor": 11875,
                     *         "lines": [
                     *           {
                     *             "line": 0,
                     *             "quantity": 1,
                     *             "amountMinor": 11875
                     *           },
                     *           {
                     *             "line": 1,
                     *             "quantity": 1.25,
                     *             "amountMinor": 95000
                     *           }
                     *         ]
                     *       },
                     *       "refused": []
                     *     }
                     */
                    "application/json": components["schemas"]["StoredReceipt"];
                };
            };
            /** @description `schema`: The request does not have the documented form. `store-required`: This key speaks for several stores: say which. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    scoreReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The till's own id of the receipt, unique in its store. */
                receiptId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "storeId": "292",
                 *       "cardNumber": "LC-100042",
                 *       "occurredAt": "2026-03-14T18:20:05+03:00",
                 *       "currency": "RUB",
                 *       "lines": [
                 *         {
                 *           "sku": "BISCUITS-200G",
                 *           "quantity": 2,
                 *           "amountMinor": 25000
                 *         },
                 *         {
                 *           "sku": "CHEESE",
                 *           "quantity": 1.25,
                 *           "amountMinor": 100000
                 *         }
                 *       ],
                 *       "totalMinor": 125000,
                 *       "payments": [
                 *         {
                 *           "amountMinor": 118750,
                 *           "kind": "cash"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReceiptBody"];
            };
        };
        responses: {
            /** @description The same receipt was sent before: its answer, with the header `Idempotency-Replayed: true`. */
            200: {
                headers: {
                    /** @description `true`: this was sent before. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000871",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "quote": "none",
                     *       "occurredAt": "2026-03-14T15:20:05.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T15:20:06.114Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "amountMinor": 125000,
                     *       "discountMinor": 6250,
                     *       "soldMinor": 118750,
                     *       "paidMinor": 118750,
                     *       "notes": [],
                     *       "lines": [
                     *         {
                     *           "sku": "BISCUITS-200G",
                     *           "amountMinor": 25000,
                     *           "discountMinor": 1250,
                     *           "soldMinor": 23750
                     *         },
                     *         {
                     *           "sku": "CHEESE",
                     *           "amountMinor": 100000,
                     *           "discountMinor": 5000,
                     *           "soldMinor": 95000
                     *         }
                     *       ],
                     *       "discounts": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "percent": "5",
                     *           "amountMinor": 6250
                     *         }
                     *       ],
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [
                     *           "parents"
                     *         ],
                     *         "removed": []
                     *       },
                     *       "messages": [
                     *         "You are Regular. 13600.01 RUB to Gold."
                     *       ],
                     *       "reasons": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "outcome": "won",
                     *           "percent": "5",
                     *           "because": {
                     *             "level": "regular"
                     *           }
                     *         },
                     *         {
                     *           "rule": "welcome-discount",
                     *           "outcome": "held-back",
                     *           "percent": "2",
                     *           "because": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiptAnswer"];
                };
            };
            /** @description Stored and counted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000871",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "quote": "none",
                     *       "occurredAt": "2026-03-14T15:20:05.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T15:20:06.114Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "amountMinor": 125000,
                     *       "discountMinor": 6250,
                     *       "soldMinor": 118750,
                     *       "paidMinor": 118750,
                     *       "notes": [],
                     *       "lines": [
                     *         {
                     *           "sku": "BISCUITS-200G",
                     *           "amountMinor": 25000,
                     *           "discountMinor": 1250,
                     *           "soldMinor": 23750
                     *         },
                     *         {
                     *           "sku": "CHEESE",
                     *           "amountMinor": 100000,
                     *           "discountMinor": 5000,
                     *           "soldMinor": 95000
                     *         }
                     *       ],
                     *       "discounts": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "percent": "5",
                     *           "amountMinor": 6250
                     *         }
                     *       ],
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [
                     *           "parents"
                     *         ],
                     *         "removed": []
                     *       },
                     *       "messages": [
                     *         "You are Regular. 13600.01 RUB to Gold."
                     *       ],
                     *       "reasons": [
                     *         {
                     *           "rule": "regular-discount",
                     *           "outcome": "won",
                     *           "percent": "5",
                     *           "because": {
                     *             "level": "regular"
                     *           }
                     *         },
                     *         {
                     *           "rule": "welcome-discount",
                     *           "outcome": "held-back",
                     *           "percent": "2",
                     *           "because": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiptAnswer"];
                };
            };
            /** @description Stored, not counted for anybody: the card is unknown, or the receipt too old. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000871",
                     *       "storeId": "292",
                     *       "disposition": "unmatched",
                     *       "clockAhead": false,
                     *       "quote": "none",
                     *       "occurredAt": "2026-03-14T15:20:05.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T15:20:06.114Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "amountMinor": 125000,
                     *       "discountMinor": 0,
                     *       "soldMinor": 125000,
                     *       "paidMinor": 118750,
                     *       "notes": [],
                     *       "lines": [
                     *         {
                     *           "sku": "BISCUITS-200G",
                     *           "amountMinor": 25000,
                     *           "discountMinor": 0,
                     *           "soldMinor": 25000
                     *         },
                     *         {
                     *           "sku": "CHEESE",
                     *           "amountMinor": 100000,
                     *           "discountMinor": 0,
                     *           "soldMinor": 100000
                     *         }
                     *       ],
                     *       "discounts": [],
                     *       "memberId": null,
                     *       "statuses": [],
                     *       "categories": {
                     *         "added": [
                     *           "parents"
                     *         ],
                     *         "removed": []
                     *       },
                     *       "messages": [
                     *         "You are Regular. 13600.01 RUB to Gold."
                     *       ],
                     *       "reasons": []
                     *     }
                     */
                    "application/json": components["schemas"]["ReceiptAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `id-mismatch`: The id in the path and the id in the body differ. `store-required`: This key speaks for several stores: say which. `too-many-lines`: There are too many lines. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `negative-sale`: A sale cannot be negative. `given-impossible`: A line was not given so much. `change-exceeds-payments`: No more is handed back than was paid. `lines-total-mismatch`: The lines do not add up to the total. `amount-too-large`: It adds up to more than any receipt can come to. `receipt-too-large`: The receipt takes more than can be stored. `occurred-in-future`: Its moment lies too far in the future. `occurred-implausible`: Its moment lies before any till existed. `member-ambiguous`: Member and card are of two people. `idempotency-mismatch`: This id was used for another content. `quote-invalid`: The quote is not one of ours. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    returnReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The till's own id of the receipt, unique in its store. */
                receiptId: string;
                /** @description The till's own id of the return, unique for its receipt. */
                returnId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "storeId": "292",
                 *       "occurredAt": "2026-03-16T11:02:40+03:00",
                 *       "currency": "RUB",
                 *       "lines": [
                 *         {
                 *           "line": 0,
                 *           "quantity": 1
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["ReturnBody"];
            };
        };
        responses: {
            /** @description It was sent before: its answer, with the header `Idempotency-Replayed: true`. */
            200: {
                headers: {
                    /** @description `true`: this was sent before. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000871",
                     *       "saleStoreId": "292",
                     *       "returnId": "return-1",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "occurredAt": "2026-03-16T08:02:40.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-16T08:02:41.302Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "lines": [
                     *         {
                     *           "line": 0,
                     *           "quantity": 1,
                     *           "amountMinor": 11875
                     *         }
                     *       ],
                     *       "soldMinor": 11875,
                     *       "refundedMinor": 11875,
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReturnAnswer"];
                };
            };
            /** @description Taken back. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000871",
                     *       "saleStoreId": "292",
                     *       "returnId": "return-1",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "occurredAt": "2026-03-16T08:02:40.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-16T08:02:41.302Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "lines": [
                     *         {
                     *           "line": 0,
                     *           "quantity": 1,
                     *           "amountMinor": 11875
                     *         }
                     *       ],
                     *       "soldMinor": 11875,
                     *       "refundedMinor": 11875,
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReturnAnswer"];
                };
            };
            /** @description Stored, not counted for anybody: its receipt is not there yet (`parked`), is too old, or waits for its card. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000871",
                     *       "saleStoreId": "292",
                     *       "returnId": "return-1",
                     *       "storeId": "292",
                     *       "disposition": "parked",
                     *       "clockAhead": false,
                     *       "occurredAt": "2026-03-16T08:02:40.000Z",
                     *       "businessDay": null,
                     *       "receivedAt": "2026-03-16T08:02:41.302Z",
                     *       "programVersion": null,
                     *       "currency": null,
                     *       "memberId": null,
                     *       "lines": [],
                     *       "soldMinor": 0,
                     *       "refundedMinor": 0,
                     *       "statuses": [],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ReturnAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `id-mismatch`: The id in the path and the id in the body differ. `store-required`: This key speaks for several stores: say which. `too-many-lines`: There are too many lines. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `return-exceeds-original`: More comes back than is left of the receipt. `return-of-nothing`: Nothing of a line comes back. `negative-return`: What comes back is below zero. `refund-exceeds-paid`: More is handed back than was paid. `return-before-sale`: It came back before it was sold. `occurred-in-future`: Its moment lies too far in the future. `occurred-implausible`: Its moment lies before any till existed. `return-currency-mismatch`: The receipt is in another currency. `return-member-mismatch`: The receipt does not belong to that card. `parked-too-many`: Too many wait for this receipt, or for its member. `idempotency-mismatch`: This id was used for another content. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    payReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The till's own id of the receipt, unique in its store. */
                receiptId: string;
                /** @description The till's own id of the payment, unique for its receipt. */
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "storeId": "292",
                 *       "occurredAt": "2026-03-20T10:15:00+03:00",
                 *       "currency": "RUB",
                 *       "amountMinor": 50000,
                 *       "kind": "card"
                 *     }
                 */
                "application/json": components["schemas"]["PaymentBody"];
            };
        };
        responses: {
            /** @description It was sent before: its answer, with the header `Idempotency-Replayed: true`. */
            200: {
                headers: {
                    /** @description `true`: this was sent before. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000902",
                     *       "saleStoreId": "292",
                     *       "paymentId": "payment-2",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "occurredAt": "2026-03-20T07:15:00.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-20T07:15:00.871Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "amountMinor": 50000,
                     *       "paidMinor": 118750,
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "notes": [],
                     *       "reasons": []
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAnswer"];
                };
            };
            /** @description Counted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000902",
                     *       "saleStoreId": "292",
                     *       "paymentId": "payment-2",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "occurredAt": "2026-03-20T07:15:00.000Z",
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-20T07:15:00.871Z",
                     *       "programVersion": 1,
                     *       "currency": "RUB",
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "amountMinor": 50000,
                     *       "paidMinor": 118750,
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "notes": [],
                     *       "reasons": []
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAnswer"];
                };
            };
            /** @description Stored, not counted for anybody: its receipt is not there yet (`parked`), is too old, or waits for its card. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "receiptId": "292-0417-000902",
                     *       "saleStoreId": "292",
                     *       "paymentId": "payment-2",
                     *       "storeId": "292",
                     *       "disposition": "parked",
                     *       "clockAhead": false,
                     *       "occurredAt": "2026-03-20T07:15:00.000Z",
                     *       "businessDay": null,
                     *       "receivedAt": "2026-03-20T07:15:00.871Z",
                     *       "programVersion": null,
                     *       "currency": null,
                     *       "memberId": null,
                     *       "amountMinor": 50000,
                     *       "paidMinor": null,
                     *       "statuses": [],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "notes": [],
                     *       "reasons": []
                     *     }
                     */
                    "application/json": components["schemas"]["PaymentAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `id-mismatch`: The id in the path and the id in the body differ. `store-required`: This key speaks for several stores: say which. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `amount-too-large`: It adds up to more than any receipt can come to. `occurred-in-future`: Its moment lies too far in the future. `occurred-implausible`: Its moment lies before any till existed. `return-currency-mismatch`: The receipt is in another currency. `return-member-mismatch`: The receipt does not belong to that card. `parked-too-many`: Too many wait for this receipt, or for its member. `idempotency-mismatch`: This id was used for another content. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    takeBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "items": [
                 *         {
                 *           "kind": "receipt",
                 *           "id": "292-0417-000871",
                 *           "body": {
                 *             "storeId": "292",
                 *             "cardNumber": "LC-100042",
                 *             "occurredAt": "2026-03-14T18:20:05+03:00",
                 *             "currency": "RUB",
                 *             "lines": [
                 *               {
                 *                 "sku": "BISCUITS-200G",
                 *                 "quantity": 2,
                 *                 "amountMinor": 25000
                 *               },
                 *               {
                 *                 "sku": "CHEESE",
                 *                 "quantity": 1.25,
                 *                 "amountMinor": 100000
                 *               }
                 *             ],
                 *             "totalMinor": 125000,
                 *             "payments": [
                 *               {
                 *                 "amountMinor": 118750,
                 *                 "kind": "cash"
                 *               }
                 *             ]
                 *           }
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BatchBody"];
            };
        };
        responses: {
            /** @description What became of each; some may have been refused. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "status": 201,
                     *           "body": {
                     *             "receiptId": "292-0417-000871",
                     *             "storeId": "292",
                     *             "disposition": "scored",
                     *             "clockAhead": false,
                     *             "quote": "none",
                     *             "occurredAt": "2026-03-14T15:20:05.000Z",
                     *             "businessDay": "2026-03-14",
                     *             "receivedAt": "2026-03-14T15:20:06.114Z",
                     *             "programVersion": 1,
                     *             "currency": "RUB",
                     *             "amountMinor": 125000,
                     *             "discountMinor": 6250,
                     *             "soldMinor": 118750,
                     *             "paidMinor": 118750,
                     *             "notes": [],
                     *             "lines": [
                     *               {
                     *                 "sku": "BISCUITS-200G",
                     *                 "amountMinor": 25000,
                     *                 "discountMinor": 1250,
                     *                 "soldMinor": 23750
                     *               },
                     *               {
                     *                 "sku": "CHEESE",
                     *                 "amountMinor": 100000,
                     *                 "discountMinor": 5000,
                     *                 "soldMinor": 95000
                     *               }
                     *             ],
                     *             "discounts": [
                     *               {
                     *                 "rule": "regular-discount",
                     *                 "percent": "5",
                     *                 "amountMinor": 6250
                     *               }
                     *             ],
                     *             "memberId": "m7Qf2xKp9RtZ",
                     *             "statuses": [
                     *               {
                     *                 "system": "level",
                     *                 "before": "regular",
                     *                 "after": "regular"
                     *               }
                     *             ],
                     *             "categories": {
                     *               "added": [
                     *                 "parents"
                     *               ],
                     *               "removed": []
                     *             },
                     *             "messages": [
                     *               "You are Regular. 13600.01 RUB to Gold."
                     *             ],
                     *             "reasons": [
                     *               {
                     *                 "rule": "regular-discount",
                     *                 "outcome": "won",
                     *                 "percent": "5",
                     *                 "because": {
                     *                   "level": "regular"
                     *                 }
                     *               },
                     *               {
                     *                 "rule": "welcome-discount",
                     *                 "outcome": "held-back",
                     *                 "percent": "2",
                     *                 "because": {}
                     *               }
                     *             ]
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BatchAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeVisit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The calendar's own id of the visit, unique in its store. */
                visitId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardNumber": "LC-100042",
                 *       "status": "came",
                 *       "startsAt": "2026-03-14T13:00:00+03:00",
                 *       "changedAt": "2026-03-14T14:05:00+03:00",
                 *       "currency": "RUB",
                 *       "amountMinor": 250000
                 *     }
                 */
                "application/json": components["schemas"]["VisitBody"];
            };
        };
        responses: {
            /** @description Nothing changed: what is stored is answered, with the header `Idempotency-Replayed: true`. */
            200: {
                headers: {
                    /** @description `true`: this was sent before. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "visitId": "visit-4711",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": [],
                     *       "status": "came",
                     *       "startsAt": "2026-03-14T10:00:00.000Z",
                     *       "changedAt": "2026-03-14T11:05:00.000Z",
                     *       "currency": "RUB",
                     *       "soldMinor": 250000,
                     *       "paidMinor": 250000,
                     *       "notes": []
                     *     }
                     */
                    "application/json": components["schemas"]["VisitAnswer"];
                };
            };
            /** @description Taken. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "visitId": "visit-4711",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": [],
                     *       "status": "came",
                     *       "startsAt": "2026-03-14T10:00:00.000Z",
                     *       "changedAt": "2026-03-14T11:05:00.000Z",
                     *       "currency": "RUB",
                     *       "soldMinor": 250000,
                     *       "paidMinor": 250000,
                     *       "notes": []
                     *     }
                     */
                    "application/json": components["schemas"]["VisitAnswer"];
                };
            };
            /** @description Stored, not counted for anybody: it is too old, or waits for its card to be enrolled. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "visitId": "visit-4711",
                     *       "storeId": "292",
                     *       "disposition": "unmatched",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": null,
                     *       "statuses": [],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": [],
                     *       "status": "came",
                     *       "startsAt": "2026-03-14T10:00:00.000Z",
                     *       "changedAt": "2026-03-14T11:05:00.000Z",
                     *       "currency": "RUB",
                     *       "soldMinor": 250000,
                     *       "paidMinor": 250000,
                     *       "notes": []
                     *     }
                     */
                    "application/json": components["schemas"]["VisitAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `too-many-lines`: There are too many lines. `store-required`: This key speaks for several stores: say which. `id-mismatch`: The id in the path and the id in the body differ. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `negative-visit`: A visit cannot be negative. `amount-too-large`: It adds up to more than any receipt can come to. `receipt-too-large`: The receipt takes more than can be stored. `starts-in-future`: It starts too far ahead. `member-ambiguous`: Member and card are of two people. `occurred-in-future`: Its moment lies too far in the future. `occurred-implausible`: Its moment lies before any till existed. `member-mismatch`: It is of another member. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    payVisit: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The calendar's own id of the visit, unique in its store. */
                visitId: string;
                /** @description The till's own id of the payment, unique for its receipt. */
                paymentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "occurredAt": "2026-03-12T18:00:00+03:00",
                 *       "amountMinor": 50000
                 *     }
                 */
                "application/json": components["schemas"]["VisitPaymentBody"];
            };
        };
        responses: {
            /** @description Nothing changed: what is stored is answered, with the header `Idempotency-Replayed: true`. */
            200: {
                headers: {
                    /** @description `true`: this was sent before. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "paymentId": "payment-1",
                     *       "visitId": "visit-4711",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": [],
                     *       "status": "booked",
                     *       "startsAt": "2026-03-14T10:00:00.000Z",
                     *       "changedAt": "2026-03-10T09:00:00.000Z",
                     *       "currency": "RUB",
                     *       "soldMinor": 250000,
                     *       "paidMinor": 50000,
                     *       "notes": []
                     *     }
                     */
                    "application/json": components["schemas"]["VisitPaymentAnswer"];
                };
            };
            /** @description Taken. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "paymentId": "payment-1",
                     *       "visitId": "visit-4711",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": [],
                     *       "status": "booked",
                     *       "startsAt": "2026-03-14T10:00:00.000Z",
                     *       "changedAt": "2026-03-10T09:00:00.000Z",
                     *       "currency": "RUB",
                     *       "soldMinor": 250000,
                     *       "paidMinor": 50000,
                     *       "notes": []
                     *     }
                     */
                    "application/json": components["schemas"]["VisitPaymentAnswer"];
                };
            };
            /** @description Stored, not counted for anybody: it is too old, or waits for its card to be enrolled. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "paymentId": "payment-1",
                     *       "visitId": "visit-4711",
                     *       "storeId": "292",
                     *       "disposition": "unmatched",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": null,
                     *       "statuses": [],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": [],
                     *       "status": "booked",
                     *       "startsAt": "2026-03-14T10:00:00.000Z",
                     *       "changedAt": "2026-03-10T09:00:00.000Z",
                     *       "currency": "RUB",
                     *       "soldMinor": 250000,
                     *       "paidMinor": 50000,
                     *       "notes": []
                     *     }
                     */
                    "application/json": components["schemas"]["VisitPaymentAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `store-required`: This key speaks for several stores: say which. `id-mismatch`: The id in the path and the id in the body differ. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `amount-too-large`: It adds up to more than any receipt can come to. `payments-too-many`: It has too many payments. `idempotency-mismatch`: This id was used for another content. `occurred-in-future`: Its moment lies too far in the future. `occurred-implausible`: Its moment lies before any till existed. `member-mismatch`: It is of another member. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tellActivity: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Your own id of what was done, unique in its store. */
                activityId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardNumber": "LC-100042",
                 *       "activity": "review",
                 *       "occurredAt": "2026-03-14T20:10:00+03:00"
                 *     }
                 */
                "application/json": components["schemas"]["ActivityBody"];
            };
        };
        responses: {
            /** @description Nothing changed: what is stored is answered, with the header `Idempotency-Replayed: true`. */
            200: {
                headers: {
                    /** @description `true`: this was sent before. */
                    "Idempotency-Replayed"?: "true";
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activityId": "review-90210",
                     *       "activity": "review",
                     *       "occurredAt": "2026-03-14T17:10:00.000Z",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": []
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityAnswer"];
                };
            };
            /** @description Counted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activityId": "review-90210",
                     *       "activity": "review",
                     *       "occurredAt": "2026-03-14T17:10:00.000Z",
                     *       "storeId": "292",
                     *       "disposition": "scored",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "before": "regular",
                     *           "after": "regular"
                     *         }
                     *       ],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": []
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityAnswer"];
                };
            };
            /** @description Stored, not counted for anybody: it is too old, or waits for its card to be enrolled. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "activityId": "review-90210",
                     *       "activity": "review",
                     *       "occurredAt": "2026-03-14T17:10:00.000Z",
                     *       "storeId": "292",
                     *       "disposition": "unmatched",
                     *       "clockAhead": false,
                     *       "businessDay": "2026-03-14",
                     *       "receivedAt": "2026-03-14T11:05:02.000Z",
                     *       "programVersion": 1,
                     *       "memberId": null,
                     *       "statuses": [],
                     *       "categories": {
                     *         "added": [],
                     *         "removed": []
                     *       },
                     *       "messages": [],
                     *       "reasons": []
                     *     }
                     */
                    "application/json": components["schemas"]["ActivityAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `store-required`: This key speaks for several stores: say which. `id-mismatch`: The id in the path and the id in the body differ. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/receipts.write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-activity`: The program has no such activity. `idempotency-mismatch`: This id was used for another content. `member-ambiguous`: Member and card are of two people. `occurred-in-future`: Its moment lies too far in the future. `occurred-implausible`: Its moment lies before any till existed. `member-mismatch`: It is of another member. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    enrolMember: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardNumber": "LC-100042",
                 *       "name": "Anna",
                 *       "phone": "+79161234567"
                 *     }
                 */
                "application/json": components["schemas"]["EnrolBody"];
            };
        };
        responses: {
            /** @description The card had this member before: the same enrolment, sent again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "cardNumber": "LC-100042",
                     *       "enrolledAt": "2026-01-12T09:30:00.000Z",
                     *       "linkCode": "40718263",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "status": "guest"
                     *         }
                     *       ],
                     *       "claimed": 0,
                     *       "claimsPending": false,
                     *       "invited": false
                     *     }
                     */
                    "application/json": components["schemas"]["EnrolAnswer"];
                };
            };
            /** @description A new member. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "cardNumber": "LC-100042",
                     *       "enrolledAt": "2026-01-12T09:30:00.000Z",
                     *       "linkCode": "40718263",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "status": "guest"
                     *         }
                     *       ],
                     *       "claimed": 0,
                     *       "claimsPending": false,
                     *       "invited": false
                     *     }
                     */
                    "application/json": components["schemas"]["EnrolAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `key-revoked`: This till key was revoked. The credential lacks the scope `pos/members.enrol`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `card-taken`: The card belongs to a member with other data. `phone-taken`: The phone belongs to another member. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency-mismatch`: This id was used for another content. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resolveCard: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardNumber": "LC-100042"
                 *     }
                 */
                "application/json": components["schemas"]["ResolveBody"];
            };
        };
        responses: {
            /** @description The member of the card; `memberId` is null if nobody has it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "status": "regular",
                     *           "title": "Regular"
                     *         }
                     *       ],
                     *       "standingDiscount": {
                     *         "percent": "5",
                     *         "rule": "by-visits",
                     *         "since": "2026-02-28T21:00:00.000Z",
                     *         "until": null,
                     *         "then": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["ResolveAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `key-revoked`: This till key was revoked. The credential lacks the scope `pos/members.resolve`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    printCode: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardNumber": "LC-100042"
                 *     }
                 */
                "application/json": components["schemas"]["PrintCodeBody"];
            };
        };
        responses: {
            /** @description Print it for the member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "cardNumber": "LC-100042",
                     *       "linkCode": "73920518"
                     *     }
                     */
                    "application/json": components["schemas"]["PrintCodeAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. `store-required`: This key speaks for several stores: say which. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `store-mismatch`: The key does not speak for this store. `key-revoked`: This till key was revoked. The credential lacks the scope `pos/members.enrol`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "cardNumber": "LC-100042",
                 *       "code": "40718263"
                 *     }
                 */
                "application/json": components["schemas"]["LinkBody"];
            };
        };
        responses: {
            /** @description Linked, now or before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ"
                     *     }
                     */
                    "application/json": components["schemas"]["LinkAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `member/write`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already-linked`: This login has its member, and the card is not theirs. `login-taken`: This login is linked to another member. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `link-refused`: The card and the code do not open a member. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-tries`: This login has tried too many codes today. Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who I am here. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "enrolledAt": "2026-01-12T09:30:00.000Z",
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "title": "Level",
                     *           "status": "regular",
                     *           "statusTitle": "Regular"
                     *         }
                     *       ],
                     *       "standingDiscount": {
                     *         "percent": "5",
                     *         "rule": "by-visits",
                     *         "since": "2026-02-28T21:00:00.000Z",
                     *         "until": null,
                     *         "then": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MeAnswer"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `member/read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-enrolled`: This login is not linked to a member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMyStatuses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My statuses, in the order of the program. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "title": "Level",
                     *           "status": "regular",
                     *           "statusTitle": "Regular",
                     *           "description": null,
                     *           "preferences": [
                     *             "5% off each receipt"
                     *           ],
                     *           "since": "2026-02-28T21:00:00.000Z",
                     *           "until": null,
                     *           "earned": null,
                     *           "why": {
                     *             "kind": "review",
                     *             "period": {
                     *               "from": "2026-02-01",
                     *               "to": "2026-03-01"
                     *             },
                     *             "value": 1250000,
                     *             "programVersion": 1
                     *           },
                     *           "reviewAt": "2026-03-31T21:00:00.000Z",
                     *           "progress": {
                     *             "counter": "bought",
                     *             "unit": "money",
                     *             "currency": "RUB",
                     *             "value": 640000
                     *           },
                     *           "next": {
                     *             "status": "gold",
                     *             "title": "Gold",
                     *             "missing": 1360001
                     *           },
                     *           "keep": {
                     *             "missing": 360001
                     *           },
                     *           "forNextPeriod": "guest",
                     *           "ladder": [
                     *             {
                     *               "status": "guest",
                     *               "title": "Guest",
                     *               "description": null,
                     *               "preferences": [],
                     *               "words": "up to 10000 RUB",
                     *               "threshold": 1000000
                     *             },
                     *             {
                     *               "status": "regular",
                     *               "title": "Regular",
                     *               "description": null,
                     *               "preferences": [
                     *                 "5% off each receipt"
                     *               ],
                     *               "words": "over 10000 RUB, up to 20000 RUB",
                     *               "threshold": 2000000
                     *             },
                     *             {
                     *               "status": "gold",
                     *               "title": "Gold",
                     *               "description": null,
                     *               "preferences": [
                     *                 "10% off each receipt"
                     *               ],
                     *               "words": "over 20000 RUB",
                     *               "threshold": null
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "standingDiscount": {
                     *         "percent": "5",
                     *         "rule": "by-visits",
                     *         "since": "2026-02-28T21:00:00.000Z",
                     *         "until": null,
                     *         "then": null
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MyStatusesAnswer"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `member/read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-enrolled`: This login is not linked to a member. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    explainMyStatus: {
        parameters: {
            query: {
                /** @description Name of the status system. */
                system: string;
                /** @description Items a page, 1 to 100; 100 if left out. */
                limit?: string;
                /** @description The `next` of the page before, as it came. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why I have it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "system": "level",
                     *       "title": "Level",
                     *       "status": "regular",
                     *       "since": "2026-02-28T21:00:00.000Z",
                     *       "because": {
                     *         "kind": "review",
                     *         "period": {
                     *           "from": "2026-02-01",
                     *           "to": "2026-03-01"
                     *         },
                     *         "value": 1250000,
                     *         "programVersion": 1
                     *       },
                     *       "period": {
                     *         "from": "2026-02-01",
                     *         "to": "2026-03-01"
                     *       },
                     *       "measured": {
                     *         "counter": "bought",
                     *         "unit": "money",
                     *         "currency": "RUB",
                     *         "value": 1250000,
                     *         "row": "over 10000 RUB, up to 20000 RUB",
                     *         "total": 1250000
                     *       },
                     *       "entries": [
                     *         {
                     *           "storeId": "292",
                     *           "receiptId": "292-0203-000102",
                     *           "occurredAt": "2026-02-03T12:11:40.000Z",
                     *           "businessDay": "2026-02-03",
                     *           "amount": 1250000
                     *         }
                     *       ],
                     *       "next": null,
                     *       "sentences": [
                     *         "bought from 2026-02-01 to 2026-02-28 came to 12500.00 RUB, in 1 receipt.",
                     *         "Regular asks for over 10000 RUB, up to 20000 RUB."
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["WhyAnswer"];
                };
            };
            /** @description `schema`: The request does not have the documented form. `invalid-cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `member/read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-enrolled`: This login is not linked to a member. `unknown-system`: The program has no such status system. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Opaque id of a member. */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "enrolledAt": "2026-01-12T09:30:00.000Z",
                     *       "contact": {
                     *         "name": "Anna",
                     *         "phone": "+*********67"
                     *       },
                     *       "statuses": [
                     *         {
                     *           "system": "level",
                     *           "title": "Level",
                     *           "status": "regular",
                     *           "statusTitle": "Regular",
                     *           "description": null,
                     *           "preferences": [
                     *             "5% off each receipt"
                     *           ],
                     *           "since": "2026-02-28T21:00:00.000Z",
                     *           "until": null,
                     *           "earned": null,
                     *           "why": {
                     *             "kind": "review",
                     *             "period": {
                     *               "from": "2026-02-01",
                     *               "to": "2026-03-01"
                     *             },
                     *             "value": 1250000,
                     *             "programVersion": 1
                     *           },
                     *           "reviewAt": "2026-03-31T21:00:00.000Z",
                     *           "progress": {
                     *             "counter": "bought",
                     *             "unit": "money",
                     *             "currency": "RUB",
                     *             "value": 640000
                     *           },
                     *           "next": {
                     *             "status": "gold",
                     *             "title": "Gold",
                     *             "missing": 1360001
                     *           },
                     *           "keep": {
                     *             "missing": 360001
                     *           },
                     *           "forNextPeriod": "guest",
                     *           "ladder": [
                     *             {
                     *               "status": "guest",
                     *               "title": "Guest",
                     *               "description": null,
                     *               "preferences": [],
                     *               "words": "up to 10000 RUB",
                     *               "threshold": 1000000
                     *             },
                     *             {
                     *               "status": "regular",
                     *               "title": "Regular",
                     *               "description": null,
                     *               "preferences": [
                     *                 "5% off each receipt"
                     *               ],
                     *               "words": "over 10000 RUB, up to 20000 RUB",
                     *               "threshold": 2000000
                     *             },
                     *             {
                     *               "status": "gold",
                     *               "title": "Gold",
                     *               "description": null,
                     *               "preferences": [
                     *                 "10% off each receipt"
                     *               ],
                     *               "words": "over 20000 RUB",
                     *               "threshold": null
                     *             }
                     *           ],
                     *           "computed": "regular",
                     *           "override": null,
                     *           "overrideRevision": 0
                     *         }
                     *       ],
                     *       "standingDiscount": {
                     *         "percent": "5",
                     *         "rule": "by-visits",
                     *         "since": "2026-02-28T21:00:00.000Z",
                     *         "until": null,
                     *         "then": null
                     *       },
                     *       "categories": [
                     *         {
                     *           "category": "parents",
                     *           "since": "2026-03-14T15:20:06.114Z"
                     *         }
                     *       ],
                     *       "entries": {
                     *         "count": 12
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MemberAnswer"];
                };
            };
            /** @description `schema`: The request does not have the documented form. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `admin/members.read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMemberHistory: {
        parameters: {
            query?: {
                /** @description Items a page, 1 to 100; 20 if left out. */
                limit?: string;
                /** @description The `next` of the page before, as it came. */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of a member. */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "seq": 2,
                     *           "kind": "status-changed",
                     *           "at": "2026-02-28T21:00:00.000Z",
                     *           "recordedAt": "2026-02-28T21:03:11.201Z",
                     *           "programVersion": 1,
                     *           "system": "level",
                     *           "from": "guest",
                     *           "to": "regular",
                     *           "direction": "raised",
                     *           "why": {
                     *             "kind": "review",
                     *             "period": {
                     *               "from": "2026-02-01",
                     *               "to": "2026-03-01"
                     *             },
                     *             "value": 1250000,
                     *             "programVersion": 1
                     *           }
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["HistoryAnswer"];
                };
            };
            /** @description `schema`: The request does not have the documented form. `invalid-cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `admin/members.read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    overrideStatus: {
        parameters: {
            query?: never;
            header?: {
                /** @description How often it had been written when you read it, in quotes; `"0"`: never yet. It has to be sent. */
                "if-match"?: string;
            };
            path: {
                /** @description Opaque id of a member. */
                memberId: string;
                /** @description Name of the status system. */
                system: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mode": "floor",
                 *       "status": "regular",
                 *       "until": "2026-06-01T00:00:00+03:00",
                 *       "reason": "The receipts of March were given to another card."
                 *     }
                 */
                "application/json": components["schemas"]["OverrideBody"];
            };
        };
        responses: {
            /** @description The status as it is now; `ETag` is the new revision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "system": "level",
                     *       "status": "regular",
                     *       "since": "2026-04-02T09:12:40.118Z",
                     *       "until": "2026-05-31T21:00:00.000Z",
                     *       "computed": "guest",
                     *       "override": {
                     *         "mode": "floor",
                     *         "status": "regular",
                     *         "until": "2026-05-31T21:00:00.000Z",
                     *         "at": "2026-04-02T09:12:40.118Z",
                     *         "reason": "The receipts of March were given to another card.",
                     *         "actor": "ada"
                     *       },
                     *       "overrideRevision": 1
                     *     }
                     */
                    "application/json": components["schemas"]["OverrideAnswer"];
                };
            };
            /** @description `malformed-json`: The body is not JSON. `duplicate-key`: A key stands twice in one object. `too-deep`: The body is nested too deeply. `invalid-encoding`: The body is not UTF-8. `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `own-member`: Nobody does this to themselves. The credential lacks the scope `admin/override`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. `unknown-system`: The program has no such status system. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: If-Match names another number than the one that is there. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported-media-type`: The body must be application/json. `unsupported-encoding`: The body must not be compressed. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unknown-status`: The status system has no such status. `override-impossible`: Nothing can be held like that. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-required`: Say which state was read: If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeOverride: {
        parameters: {
            query: {
                /** @description Why, in at most 200 letters: the audit tells it. Nothing personal. */
                reason: string;
            };
            header?: {
                /** @description How often it had been written when you read it, in quotes; `"0"`: never yet. It has to be sent. */
                "if-match"?: string;
            };
            path: {
                /** @description Opaque id of a member. */
                memberId: string;
                /** @description Name of the status system. */
                system: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status as it is now; `ETag` is the new revision. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "system": "level",
                     *       "status": "guest",
                     *       "since": "2026-04-02T09:12:40.118Z",
                     *       "until": null,
                     *       "computed": "guest",
                     *       "override": null,
                     *       "overrideRevision": 2
                     *     }
                     */
                    "application/json": components["schemas"]["OverrideAnswer"];
                };
            };
            /** @description `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `own-member`: Nobody does this to themselves. The credential lacks the scope `admin/override`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. `unknown-system`: The program has no such status system. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-failed`: If-Match names another number than the one that is there. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition-required`: Say which state was read: If-Match. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `no-program`: No program is in force yet. `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readMemberContact: {
        parameters: {
            query: {
                /** @description Why, in at most 200 letters: the audit tells it. Nothing personal. */
                reason: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of a member. */
                memberId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How to reach the member. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "memberId": "m7Qf2xKp9RtZ",
                     *       "name": "Anna",
                     *       "phone": "+79161234567"
                     *     }
                     */
                    "application/json": components["schemas"]["ContactAnswer"];
                };
            };
            /** @description `schema`: The request does not have the documented form. `pan-detected`: A field holds what looks like a payment card number. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `admin/contact.read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-found`: There is no such thing here. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAudit: {
        parameters: {
            query?: {
                /** @description What was done to this member alone. */
                memberId?: string;
                /** @description Acts of this kind alone. Such a page may be short, or empty, and not the last. */
                action?: string;
                /** @description Nothing that was done before this moment. */
                since?: string;
                /** @description Items a page, 1 to 100; 20 if left out. */
                limit?: string;
                /** @description The `next` of the page before, as it came. */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page, newest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "k3vq0x2m1abc",
                     *           "at": "2026-03-14T15:20:06.114Z",
                     *           "actor": {
                     *             "kind": "administrator",
                     *             "issuer": "https://staff.example",
                     *             "subject": "5f0c8e7c",
                     *             "name": "Ada"
                     *           },
                     *           "action": "contact.read",
                     *           "subject": {
                     *             "kind": "member",
                     *             "id": "m7Qf2xKp9RtZ"
                     *           },
                     *           "reason": "Called the hotline",
                     *           "self": "not-checkable",
                     *           "changes": []
                     *         },
                     *         {
                     *           "id": "p0a1b2c3d4e5",
                     *           "at": "2026-03-01T08:00:00.000Z",
                     *           "actor": {
                     *             "kind": "operator",
                     *             "identity": "arn:aws:sts::123456789012:assumed-role/Operators/ada"
                     *           },
                     *           "action": "program.activated",
                     *           "subject": {
                     *             "kind": "program",
                     *             "id": "2"
                     *           },
                     *           "reason": null,
                     *           "self": null,
                     *           "changes": [
                     *             {
                     *               "what": "version",
                     *               "before": "1",
                     *               "after": "2"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "next": null
                     *     }
                     */
                    "application/json": components["schemas"]["AuditAnswer"];
                };
            };
            /** @description `schema`: The request does not have the documented form. `invalid-cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description No credential, or one that is not valid (from the gateway). */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description The credential lacks the scope `admin/audit.read`, or was revoked (from the gateway). */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `not-acceptable`: The answer is JSON. */
            406: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Too many requests at once (from the gateway): wait, and send the same again. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GatewayAnswer"];
                };
            };
            /** @description `internal`: A fault of ours. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `try-again`: Busy: send the same again. */
            503: {
                headers: {
                    /** @description Seconds to wait. */
                    "Retry-After"?: number;
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "openapi": "3.1.1"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
        };
    };
    readDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description HTML. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
        };
    };
    readHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It answers. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "up"
                     *     }
                     */
                    "application/json": Record<string, never>;
                };
            };
        };
    };
}
