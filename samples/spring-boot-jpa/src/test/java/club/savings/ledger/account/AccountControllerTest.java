package club.savings.ledger.account;

import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.user;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.autoconfigure.web.servlet.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.context.bean.override.mockito.MockitoBean;
import org.springframework.test.web.servlet.MockMvc;

@WebMvcTest(AccountController.class)
class AccountControllerTest {
    @Autowired MockMvc mvc;
    @MockitoBean TransferService transfers;
    @MockitoBean Accounts accounts;

    @Test
    void refusesATransferOfNothing() throws Exception {
        mvc.perform(post("/v1/accounts/1/transfers").with(user("1")).with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"to\": 2, \"cents\": 0, \"reference\": \"rent\"}"))
                .andExpect(status().isBadRequest());
        verifyNoInteractions(transfers);
    }

    @Test
    void saysWhenTheAccountHoldsTooLittle() throws Exception {
        doThrow(new InsufficientFundsException(1L, 5))
                .when(transfers).transfer(anyLong(), anyLong(), anyLong(), anyString());
        mvc.perform(post("/v1/accounts/1/transfers").with(user("1")).with(csrf())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"to\": 2, \"cents\": 10, \"reference\": \"rent\"}"))
                .andExpect(status().isConflict());
    }
}
