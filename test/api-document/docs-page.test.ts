import { describe, expect, test } from 'vitest';
import { fieldRows } from '#api-document/docs-fields.ts';
import { docsPage } from '#api-document/docs-page.ts';
import { openApiDocument } from '#api-document/openapi.ts';
import { type Route, type RouteId, routes } from '#contracts/http/routes.ts';
import { problems } from '#contracts/problems.ts';

const page = docsPage(openApiDocument());

describe('the page for people', () => {
  test.each(Object.entries<Route>(routes))('%s has a place, a link to it and its path', (id, route) => {
    expect(page).toContain(`<article id="${id}">`);
    expect(page).toContain(`href="#${id}"`);
    expect(page).toContain(`<code>${route.path}</code>`);
  });

  test('loads nothing from anywhere and runs nothing', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i);
    expect(page).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
  });

  test('every link inside leads to a place', () => {
    const places = new Set([...page.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const links = [...page.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(links.filter((link) => !places.has(link))).toEqual([]);
    expect(places.size).toBeGreaterThan(Object.keys(routes).length + Object.keys(problems).length);
  });

  test('a problem type leads to its place', () => {
    expect(page).toContain('<dt id="problem-idempotency-mismatch">');
  });

  test('nested fields stand in the table by their path', () => {
    expect(page).toContain('<code>lines[].amountMinor</code> <span class="need">needed</span>');
    expect(page).toContain('<code>reasons[].because</code>');
  });

  test('D39 a return has all of its fields in the table, whichever of the three it says', () => {
    const { ReturnBody = {}, ...schemas } = openApiDocument().components.schemas;
    expect(fieldRows(ReturnBody, schemas).map(({ name }) => name)).toEqual([
      'returnId',
      'storeId',
      'saleStoreId',
      'occurredAt',
      'cardNumber',
      'currency',
      'all',
      'lines',
      'lines[].line',
      'lines[].quantity',
      'amountMinor',
      'refundedMinor',
    ]);
  });

  test('shows a call that can be copied', () => {
    expect(page).toContain('curl -X PUT &quot;$LAUREL/v1/receipts/292-0417-000871&quot;');
  });

  test('what a document says cannot become markup', () => {
    const document = openApiDocument();
    const hostile = '<b onclick="x()">&\'';
    const tampered = docsPage({ ...document, info: { ...document.info, description: hostile } });
    expect(tampered).toContain('&lt;b onclick=&quot;x()&quot;&gt;&amp;&#39;');
    expect(tampered).not.toContain(hostile);
  });

  test('knows every route by name', () => {
    const ids: readonly RouteId[] = ['scoreReceipt', 'readMyStatuses'];
    expect(ids.every((id) => page.includes(`id="${id}"`))).toBe(true);
  });
});
