import { paymentBody, paymentOf, paymentPath, takenPaymentOf } from '#contracts/http/payment.ts';
import { receiptBody, receiptOf, receiptPath, takenReceiptOf } from '#contracts/http/receipt.ts';
import { returnBody, returnOf, returnPath, takenReturnOf } from '#contracts/http/return.ts';
import { sameId, storeOf } from '#lambda/callers.ts';
import { type FollowUpPorts, followUpReceipt } from '#operations/follow-up.ts';
import { type ScorePorts, scoreReceipt } from '#operations/score-receipt.ts';
import { actOf } from './act.ts';

/** Receipts, and what follows them. */

export const scoringReceipt = actOf(
  { path: receiptPath, body: receiptBody },
  async (books: ScorePorts, { path, body, till }) => {
    const receiptId = sameId(path.receiptId, body.receiptId);
    const receipt = receiptOf(body, { receiptId, storeId: storeOf(till, body.storeId) });
    const outcome = await scoreReceipt(books, receipt);
    return outcome.kind === 'refused' ? outcome : takenReceiptOf(outcome);
  },
);

export const returningReceipt = actOf(
  { path: returnPath, body: returnBody },
  async (books: FollowUpPorts, { path, body, till }) => {
    const returnId = sameId(path.returnId, body.returnId);
    const asked = returnOf(body, { ...path, returnId, storeId: storeOf(till, body.storeId) });
    const outcome = await followUpReceipt(books, asked);
    return outcome.kind === 'refused' ? outcome : takenReturnOf(asked, outcome);
  },
);

export const payingReceipt = actOf(
  { path: paymentPath, body: paymentBody },
  async (books: FollowUpPorts, { path, body, till }) => {
    const paymentId = sameId(path.paymentId, body.paymentId);
    const asked = paymentOf(body, { ...path, paymentId, storeId: storeOf(till, body.storeId) });
    const outcome = await followUpReceipt(books, asked);
    return outcome.kind === 'refused' ? outcome : takenPaymentOf(asked, outcome);
  },
);
