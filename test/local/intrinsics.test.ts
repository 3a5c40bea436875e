import { expect, test } from 'vitest';
import { resolveIntrinsics } from '../../local/template/intrinsics.ts';

const references = {
  ref: (name: string) => `ref(${name})`,
  getAtt: (id: string, attribute: string) => `att(${id},${attribute})`,
};

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: CloudFormation writes its placeholders like this.
test.each([
  ['a plain value', { a: [1, 'x', null, true] }, { a: [1, 'x', null, true] }],
  ['Ref', { a: { Ref: 'Table' } }, { a: 'ref(Table)' }],
  ['Fn::GetAtt', { 'Fn::GetAtt': ['Table', 'StreamArn'] }, 'att(Table,StreamArn)'],
  [
    'Fn::GetAtt of an attribute with dots',
    { 'Fn::GetAtt': ['Db', 'Endpoint.Port'] },
    'att(Db,Endpoint.Port)',
  ],
  ['Fn::Join', { 'Fn::Join': ['/', ['a', { Ref: 'B' }, 'c']] }, 'a/ref(B)/c'],
  ['Fn::Split and Fn::Select', { 'Fn::Select': ['1', { 'Fn::Split': ['-', 'x-y-z'] }] }, 'y'],
  [
    'Fn::Sub',
    { 'Fn::Sub': 'a-${AWS::Region}-${Table.Arn}-${!kept}' },
    'a-ref(AWS::Region)-att(Table,Arn)-${kept}',
  ],
  ['Fn::Sub with variables', { 'Fn::Sub': ['${A}+${B}', { A: { Ref: 'X' } }] }, 'ref(X)+ref(B)'],
  ['one inside the other', { 'Fn::Join': ['', [{ 'Fn::Sub': '${A}' }, { Ref: 'B' }]] }, 'ref(A)ref(B)'],
])('%s', (_, value, expected) => {
  expect(resolveIntrinsics(value, references)).toEqual(expected);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: as above.

test.each([
  [
    'Fn::ImportValue',
    { 'Fn::ImportValue': 'x' },
    'The intrinsic function Fn::ImportValue is not known here.',
  ],
  ['Fn::If', { a: [{ 'Fn::If': ['c', 1, 2] }] }, 'The intrinsic function Fn::If is not known here.'],
  ['a place beyond the end', { 'Fn::Select': [3, ['a']] }, 'Fn::Select finds nothing at 3.'],
])('%s is refused', (_, value, message) => {
  expect(() => resolveIntrinsics(value, references)).toThrow(message);
});
