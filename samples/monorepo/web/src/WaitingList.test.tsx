// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import * as api from './api';
import { WaitingList } from './WaitingList';

test('shows who waits, in order', async () => {
  vi.spyOn(api, 'waiting').mockResolvedValue([{ id: 1, name: 'Ruta', place: 1 }]);
  render(<WaitingList association="riverside" />);
  expect(await screen.findByText('Ruta, 1')).toBeDefined();
});

test('says what went wrong', async () => {
  vi.spyOn(api, 'waiting').mockRejectedValue(new api.ApiError(503));
  render(<WaitingList association="riverside" />);
  expect((await screen.findByRole('alert')).textContent).toContain('503');
});
