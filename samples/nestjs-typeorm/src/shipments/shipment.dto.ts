import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsInt,
  IsISO31661Alpha2,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

export class NewParcel {
  @ApiProperty({ example: 1250 })
  @IsInt()
  @Min(1)
  @Max(30_000)
  grams: number;
}

export class NewShipment {
  @ApiProperty({ example: 'PT' })
  @IsISO31661Alpha2()
  destination: string;

  @ApiProperty({ type: [NewParcel] })
  @ValidateNested({ each: true })
  @Type(() => NewParcel)
  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  parcels: NewParcel[];
}

export class Page {
  @Type(() => Number)
  @IsInt()
  @Min(0)
  skip = 0;

  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  take = 25;
}
