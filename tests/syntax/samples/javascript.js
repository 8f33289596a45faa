import express from 'express';

const app = express();

class Orders {
  #all = new Map();
  async find(id = 0) {
    return this.#all.get(id) ?? { id, ...(await fetch(`/orders/${id}`)).json() };
  }
}

app.get('/orders/:id', async (request, response) => {
  try {
    response.json(await new Orders().find(request.params.id));
  } catch ({ message }) {
    response.status(404).send(message);
  }
});

export const card = <Card open onClick={() => app}>{'text'}</Card>;
