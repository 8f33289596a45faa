import type { components } from './schema';

export class ApiError extends Error {
  constructor(
    readonly status: number,
    options?: ErrorOptions,
  ) {
    super(`the service answered ${status}`, options);
  }
}

export async function waiting(
  association: string,
  signal: AbortSignal,
): Promise<components['schemas']['Applicant'][]> {
  const path = `/api/plots/v1/associations/${encodeURIComponent(association)}/waiting`;
  const answer = await fetch(path, { signal });
  if (!answer.ok) throw new ApiError(answer.status);
  return answer.json();
}
