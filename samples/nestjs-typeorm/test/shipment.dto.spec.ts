import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { NewShipment } from '../src/shipments/shipment.dto';

describe('NewShipment', () => {
  it.each([
    { destination: 'Portugal', parcels: [{ grams: 10 }] },
    { destination: 'PT', parcels: [] },
    { destination: 'PT', parcels: [{ grams: 0 }] },
  ])('refuses %j', async (body) => {
    expect(await validate(plainToInstance(NewShipment, body))).not.toHaveLength(0);
  });

  it('takes a good one', async () => {
    const body = { destination: 'PT', parcels: [{ grams: 10 }] };
    expect(await validate(plainToInstance(NewShipment, body))).toHaveLength(0);
  });
});
