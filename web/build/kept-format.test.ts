import { expect, it } from 'vitest';
import { z } from 'zod';
import { keptFormat } from './kept-format.ts';

it('is the same for the same shapes, and another for others', () => {
  const shape = { id: z.string(), amount: z.string() };
  const format = keptFormat({ 'GET summary': z.object(shape) });
  expect(keptFormat({ 'GET summary': z.object({ ...shape }) })).toBe(format);
  expect(keptFormat({ 'GET summary': z.object({ ...shape, at: z.string() }) })).not.toBe(format);
  expect(keptFormat({ 'GET forecast': z.object(shape) })).not.toBe(format);
  expect(keptFormat()).toMatch(/^[\w-]{12}$/);
});
